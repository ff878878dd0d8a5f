/**
 * Where the mailed link leads: a new password, and every sign-in of the account is over.
 */
import { Link } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { call } from '../../api/index.ts';
import { isLongEnough, NewPasswordField, useAttempt, useFaultFocus } from '../../forms/index.ts';
import { useSession } from '../../session/index.ts';
import { Banner, Button, buttonClass } from '../../ui/index.ts';
import styles from './account-page.module.css';
import { AccountPage } from './account-page.tsx';
import { strings } from './strings.ts';

const words = strings.resetPassword;
const rules = {
  fields: { PASSWORD_WEAK: 'password' },
  invalid: { password: strings.signUp.passwordShort },
} as const;

export function ResetPasswordPage({ token }: { readonly token: string | undefined }) {
  const [done, setDone] = useState(false);
  if (done) {
    return (
      <AccountPage title={words.doneTitle} words={words.done}>
        <div className={styles.actions}>
          <Link to="/login" className={buttonClass({ variant: 'primary' })}>
            {words.signIn}
          </Link>
        </div>
      </AccountPage>
    );
  }
  return (
    <AccountPage title={words.title} words={token === undefined ? undefined : words.words}>
      {token === undefined ? (
        <Banner tone="warn">{words.noToken}</Banner>
      ) : (
        <ResetForm token={token} onDone={() => setDone(true)} />
      )}
      <p className={styles.foot}>
        <Link to="/forgot-password">{words.newLink}</Link>
      </p>
    </AccountPage>
  );
}

interface ResetFormProps {
  readonly token: string;
  readonly onDone: () => void;
}

function ResetForm({ token, onDone }: ResetFormProps) {
  const { signOut } = useSession();
  const { busy, failure, faults, waitS, run, blame } = useAttempt(rules);
  const form = useRef<HTMLFormElement>(null);
  useFaultFocus(form, faults);
  const reset = async (password: string): Promise<void> => {
    const worked = await run(async () => {
      await call('resetPassword', { body: { token, password } });
      // Whoever was signed in here is not any more: the page learns it now rather than at the next click.
      signOut();
    });
    if (worked) onDone();
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get('password') ?? '');
    if (isLongEnough(password)) void reset(password);
    else blame({ password: strings.signUp.passwordShort });
  };
  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      {failure && <Banner tone="error">{failure}</Banner>}
      <NewPasswordField label={words.label} name="password" error={faults.password} />
      <Button type="submit" variant="primary" wide loading={busy} disabled={waitS > 0}>
        {waitS > 0 ? strings.waitFor(waitS) : words.submit}
      </Button>
    </form>
  );
}
