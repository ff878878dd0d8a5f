/**
 * The second factor: a code of the authenticator, or one of the recovery codes.
 */
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { type Attempt, useFaultFocus } from '../../forms/index.ts';
import { Banner, Button, TextField } from '../../ui/index.ts';
import { codeOf } from './second-factor-code.ts';
import styles from './sign-in-form.module.css';
import { strings } from './strings.ts';

export interface CodeStepProps {
  readonly attempt: Attempt;
  readonly onCode: (code: string) => void;
  readonly onBack: () => void;
}

const words = strings.secondFactor;

export function CodeStep({ attempt, onCode, onBack }: CodeStepProps) {
  const { busy, failure, faults, waitS } = attempt;
  const [recovery, setRecovery] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useFaultFocus(form, faults);
  // The step replaces the one before it, and with it what had the focus.
  useEffect(() => form.current?.querySelector('input')?.focus(), []);

  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const code = codeOf(String(new FormData(event.currentTarget).get('code') ?? ''), recovery);
    if (code === null) attempt.blame({ code: recovery ? words.recoveryWrong : words.codeWrong });
    else onCode(code);
  };
  const swap = (): void => {
    attempt.blame({});
    setRecovery(!recovery);
    form.current?.querySelector('input')?.focus();
  };

  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      <div>
        <p className={styles.stepTitle}>{words.title}</p>
        <p className={styles.stepWords}>{words.words}</p>
      </div>
      {failure && <Banner tone="error">{failure}</Banner>}
      <TextField
        key={recovery ? 'recovery' : 'code'}
        label={recovery ? words.recovery : words.code}
        hint={recovery ? words.recoveryHint : words.codeHint}
        name="code"
        autoComplete="one-time-code"
        inputMode={recovery ? 'text' : 'numeric'}
        autoCapitalize="none"
        spellCheck={false}
        maxLength={recovery ? 16 : 9}
        error={faults.code}
      />
      <Button type="submit" variant="primary" wide loading={busy} disabled={waitS > 0}>
        {waitS > 0 ? strings.waitFor(waitS) : words.submit}
      </Button>
      <div className={styles.turns}>
        <Button variant="quiet" size="sm" onClick={onBack}>
          {words.back}
        </Button>
        <Button variant="quiet" size="sm" onClick={swap}>
          {recovery ? words.useCode : words.useRecovery}
        </Button>
      </div>
    </form>
  );
}
