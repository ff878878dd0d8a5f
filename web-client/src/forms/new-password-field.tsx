/**
 * A password that is being chosen: shown on demand, with a meter of its length.
 */
import { useId, useState } from 'react';
import { cx, TextField } from '../ui/index.ts';
import styles from './forms.module.css';
import { lengthOf, passwordMost } from './password-length.ts';
import { strings } from './strings.ts';

export interface NewPasswordFieldProps {
  readonly label: string;
  readonly name: string;
  readonly error?: string | undefined;
}

/** Uncontrolled: the form reads it by its name. */
export function NewPasswordField({ label, name, error }: NewPasswordFieldProps) {
  const id = useId();
  const [value, setValue] = useState('');
  const { share, enough, words } = lengthOf(value);
  return (
    <div className={styles.password}>
      <TextField
        label={label}
        name={name}
        type="password"
        autoComplete="new-password"
        maxLength={passwordMost}
        hint={strings.passwordHint}
        error={error}
        onInput={(event) => setValue(event.currentTarget.value)}
      />
      {value !== '' && (
        <div className={cx(styles.length, enough && styles.enough)}>
          <progress className={styles.bar} aria-label={strings.passwordMeter} aria-describedby={id} value={share} />
          <span id={id}>{words}</span>
        </div>
      )}
    </div>
  );
}
