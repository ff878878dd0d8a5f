/**
 * Email and password, checked here only for what is obviously missing; the rest is the server's to judge.
 */
import { Link } from '@tanstack/react-router';
import { type FormEvent, useRef } from 'react';
import { type Attempt, useFaultFocus } from '../../forms/index.ts';
import type { Credentials } from '../../session/index.ts';
import { Banner, Button, TextField } from '../../ui/index.ts';
import { emailFault } from './email-fault.ts';
import styles from './sign-in-form.module.css';
import { strings } from './strings.ts';

export interface CredentialsStepProps {
  readonly attempt: Attempt;
  readonly onCredentials: (credentials: Credentials) => void;
  readonly onLeave?: () => void;
}

export function CredentialsStep({ attempt, onCredentials, onLeave }: CredentialsStepProps) {
  const { busy, failure, faults, waitS } = attempt;
  const form = useRef<HTMLFormElement>(null);
  useFaultFocus(form, faults);

  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const email = String(data.get('email') ?? '').trim();
    const password = String(data.get('password') ?? '');
    const fault = email === '' ? strings.emailMissing : emailFault(email);
    const found = { ...(fault && { email: fault }), ...(password === '' && { password: strings.passwordMissing }) };
    if (Object.keys(found).length > 0) attempt.blame(found);
    else onCredentials({ email, password });
  };

  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      {failure && <Banner tone="error">{failure}</Banner>}
      <TextField
        label={strings.email}
        name="email"
        type="email"
        autoComplete="username"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
        error={faults.email}
      />
      <div className={styles.passwordBlock}>
        <TextField
          label={strings.password}
          name="password"
          type="password"
          autoComplete="current-password"
          maxLength={256}
          error={faults.password}
        />
        <Link to="/forgot-password" className={styles.forgot} {...(onLeave && { onClick: onLeave })}>
          {strings.forgot}
        </Link>
      </div>
      <Button type="submit" variant="primary" wide loading={busy} disabled={waitS > 0}>
        {waitS > 0 ? strings.waitFor(waitS) : strings[busy ? 'submitting' : 'submit']}
      </Button>
    </form>
  );
}
