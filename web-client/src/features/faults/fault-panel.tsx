/**
 * A button for each thing that can be made to fail, and what became of the last one.
 */
import { useState } from 'react';
import type { Fault } from '#protocol/socket/faults.ts';
import type { Signalling } from '../../signalling/index.ts';
import { Button } from '../../ui/index.ts';
import styles from './fault-panel.module.css';
import { strings, switches } from './strings.ts';

export interface FaultPanelProps {
  readonly signalling: Signalling;
  readonly onClose: () => void;
}

export function FaultPanel({ signalling, onClose }: FaultPanelProps) {
  const [said, setSaid] = useState('');
  const inject = async (name: string, fault: Fault): Promise<void> => {
    try {
      await signalling.request('fault.inject', fault);
      setSaid(strings.done(name));
    } catch (thrown) {
      setSaid(strings.refused(name, thrown instanceof Error ? thrown.message : String(thrown)));
    }
  };
  return (
    <section className={styles.panel} aria-label={strings.title}>
      <h2 className={styles.title}>{strings.title}</h2>
      {switches.map(({ name, fault }) => (
        <Button key={name} size="sm" onClick={() => void inject(name, fault)}>
          {name}
        </Button>
      ))}
      <p className={styles.said} role="status">
        {said}
      </p>
      <Button size="sm" variant="quiet" onClick={onClose}>
        {strings.close}
      </Button>
    </section>
  );
}
