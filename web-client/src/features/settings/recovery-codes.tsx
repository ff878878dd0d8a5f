/**
 * Recovery codes, shown this once: to copy, to download, and to say that they are kept.
 */
import { Download } from 'lucide-react';
import { CopyButton, saveFile } from '../../forms/index.ts';
import { Button } from '../../ui/index.ts';
import styles from './panel.module.css';
import { strings } from './strings.ts';

const words = strings.security;

export interface RecoveryCodesProps {
  readonly codes: readonly string[];
  readonly onKept: () => void;
}

export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  const text = `${codes.join('\n')}\n`;
  const save = (): void => saveFile({ type: 'text/plain', bytes: new TextEncoder().encode(text) }, words.codesFile);
  return (
    <div className={styles.form}>
      <ul className={styles.codes} aria-label={words.codesTitle}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={styles.actions}>
        <CopyButton text={text} label={words.copyCodes} />
        <Button size="sm" icon={<Download />} onClick={save}>
          {words.saveCodes}
        </Button>
      </div>
      <Button variant="primary" wide onClick={onKept}>
        {words.codesKept}
      </Button>
    </div>
  );
}
