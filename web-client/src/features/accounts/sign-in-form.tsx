/**
 * Email and password, checked here only for what is obviously missing; the rest is the server's to judge.
 */
import { type FormEvent, useRef, useState } from 'react';
import { Banner, Button, TextField } from '../../ui/index.ts';
import { DemoAccounts } from './demo-accounts.tsx';
import styles from './sign-in-form.module.css';
import { strings } from './strings.ts';
import { useSignIn } from './use-sign-in.ts';

export interface SignInFormProps {
  /** Whether to offer the demo accounts. */
  readonly demo: boolean;
  readonly onDone?: () => void;
}

interface Missing {
  readonly email?: string;
  readonly password?: string;
}

export function SignInForm({ demo, onDone }: SignInFormProps) {
  const { busy, failure, waitS, attempt } = useSignIn(onDone);
  const [missing, setMissing] = useState<Missing>({});
  const form = useRef<HTMLFormElement>(null);

  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const email = String(data.get('email') ?? '').trim();
    const password = String(data.get('password') ?? '');
    const found = missingIn(email, password);
    setMissing(found);
    const first = (['email', 'password'] as const).find((name) => found[name]);
    if (first) form.current?.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus();
    else void attempt({ email, password });
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
        error={missing.email}
      />
      <TextField
        label={strings.password}
        name="password"
        type="password"
        autoComplete="current-password"
        maxLength={256}
        error={missing.password}
      />
      <Button type="submit" variant="primary" wide loading={busy} disabled={waitS > 0}>
        {waitS > 0 ? strings.waitFor(waitS) : strings[busy ? 'submitting' : 'submit']}
      </Button>
      {demo && <DemoAccounts disabled={busy || waitS > 0} onChoose={(credentials) => void attempt(credentials)} />}
    </form>
  );
}

function missingIn(email: string, password: string): Missing {
  return {
    ...(email === '' && { email: strings.emailMissing }),
    ...(email !== '' && !/^\S+@\S+\.\S+$/.test(email) && { email: strings.emailWrong }),
    ...(password === '' && { password: strings.passwordMissing }),
  };
}
