/**
 * Asking for a link that sets a new password. What it says afterwards does not tell whether the address has an account.
 */
import { Link } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { call } from '../../api/index.ts';
import { useAttempt, useFaultFocus } from '../../forms/index.ts';
import { Banner, Button, buttonClass, TextField } from '../../ui/index.ts';
import styles from './account-page.module.css';
import { AccountPage } from './account-page.tsx';
import { emailFault } from './email-fault.ts';
import { strings } from './strings.ts';

const words = strings.forgotPassword;
const rules = { invalid: { email: strings.emailWrong } } as const;

export function ForgotPasswordPage() {
  const [sentTo, setSentTo] = useState<string | null>(null);
  if (sentTo === null) {
    return (
      <AccountPage title={words.title} words={words.words}>
        <AskForm onSent={setSentTo} />
        <Back />
      </AccountPage>
    );
  }
  return (
    <AccountPage title={words.sentTitle} words={words.sent(sentTo)}>
      <div className={styles.actions}>
        <Link to="/login" className={buttonClass({ variant: 'primary' })}>
          {words.back}
        </Link>
        <Button onClick={() => setSentTo(null)}>{words.again}</Button>
      </div>
    </AccountPage>
  );
}

function AskForm({ onSent }: { readonly onSent: (email: string) => void }) {
  const { busy, failure, faults, waitS, run, blame } = useAttempt(rules);
  const form = useRef<HTMLFormElement>(null);
  useFaultFocus(form, faults);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const email = String(new FormData(event.currentTarget).get('email') ?? '').trim();
    const fault = emailFault(email);
    if (fault) blame({ email: fault });
    else void run(() => call('forgotPassword', { body: { email } })).then((worked) => worked && onSent(email));
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
      <Button type="submit" variant="primary" wide loading={busy} disabled={waitS > 0}>
        {waitS > 0 ? strings.waitFor(waitS) : words.submit}
      </Button>
    </form>
  );
}

function Back() {
  return (
    <p className={styles.foot}>
      <Link to="/login">{words.back}</Link>
    </p>
  );
}
