/**
 * The accounts of a demo server, one press each.
 */
import { useId } from 'react';
import type { Credentials } from '../../session/index.ts';
import { Button } from '../../ui/index.ts';
import styles from './sign-in-form.module.css';
import { strings } from './strings.ts';

export interface DemoAccountsProps {
  readonly disabled: boolean;
  readonly onChoose: (credentials: Credentials) => void;
}

export function DemoAccounts({ disabled, onChoose }: DemoAccountsProps) {
  const id = useId();
  return (
    <section className={styles.demo} aria-labelledby={id}>
      <p id={id} className={styles.demoTitle}>
        {strings.demoTitle}
      </p>
      <div className={styles.accounts}>
        {strings.demoAccounts.map(({ email, name }) => (
          <Button
            key={email}
            size="sm"
            disabled={disabled}
            onClick={() => onChoose({ email, password: strings.demoPassword })}
          >
            {name}
          </Button>
        ))}
      </div>
    </section>
  );
}
