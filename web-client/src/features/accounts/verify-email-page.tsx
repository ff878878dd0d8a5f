/**
 * Where the link of a new account leads: it proves the address by itself, once.
 */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { call, isRefusal } from '../../api/index.ts';
import { plainWords } from '../../forms/index.ts';
import { useSession } from '../../session/index.ts';
import { Button, buttonClass, Spinner, useToast } from '../../ui/index.ts';
import styles from './account-page.module.css';
import { AccountPage } from './account-page.tsx';
import { strings } from './strings.ts';
import { useVerification } from './use-verification.ts';

const words = strings.verifyEmail;

export function VerifyEmailPage({ token }: { readonly token: string | undefined }) {
  const { status, error, retry } = useVerification(token);
  if (status === 'working') {
    return (
      <AccountPage title={words.title}>
        <Spinner size="lg" label={words.working} />
      </AccountPage>
    );
  }
  if (status === 'done') {
    return (
      <AccountPage title={words.doneTitle} words={words.done}>
        <div className={styles.actions}>
          <Link to="/" className={buttonClass({ variant: 'primary' })}>
            {words.onward}
          </Link>
        </div>
      </AccountPage>
    );
  }
  if (token === undefined || isRefusal(error, 'LINK_EXPIRED') || isRefusal(error, 'VALIDATION_FAILED')) {
    return <Expired />;
  }
  return (
    <AccountPage title={words.retryTitle} words={plainWords(error)}>
      <div className={styles.actions}>
        <Button variant="primary" onClick={retry}>
          {words.retry}
        </Button>
      </div>
    </AccountPage>
  );
}

function Expired() {
  const { user, askToSignIn } = useSession();
  const toast = useToast();
  const [sent, setSent] = useState(false);
  const resend = async (): Promise<void> => {
    try {
      await call('resendVerification', { body: {} });
      setSent(true);
      toast({ tone: 'ok', title: words.resent });
    } catch (error) {
      toast({ tone: 'error', title: plainWords(error) });
    }
  };
  return (
    <AccountPage title={words.failedTitle} words={user ? words.failed : words.failedAnonymous}>
      <div className={styles.actions}>
        {user ? (
          <Button variant="primary" disabled={sent} onClick={() => void resend()}>
            {sent ? words.resent : words.resend}
          </Button>
        ) : (
          <Button variant="primary" onClick={() => askToSignIn(words.signInWhy)}>
            {words.signIn}
          </Button>
        )}
      </div>
    </AccountPage>
  );
}
