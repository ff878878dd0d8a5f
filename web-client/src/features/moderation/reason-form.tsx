/**
 * Asks why somebody wants to watch silently, before they do.
 */
import { type FormEvent, useState } from 'react';
import { Button, TextField } from '../../ui/index.ts';
import styles from './moderation.module.css';
import { strings } from './strings.ts';

export function ReasonForm({ onReason }: { readonly onReason: (reason: string) => void }) {
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<string>();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (reason.trim().length < 3) setFault(strings.reasonShort);
    else onReason(reason.trim());
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextField
        label={strings.reason}
        hint={strings.picturesHint}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={300}
        error={fault}
      />
      <div className={styles.acts}>
        <Button type="submit" variant="primary">
          {strings.start}
        </Button>
      </div>
    </form>
  );
}
