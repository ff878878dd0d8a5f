/**
 * Signing in on a page of its own, for links that lead here.
 */
import { Link } from '@tanstack/react-router';
import styles from './account-page.module.css';
import { AccountPage } from './account-page.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { strings } from './strings.ts';

export interface SignInPageProps {
  readonly demo: boolean;
  /** Where the person is going; kept on the way to a new account. */
  readonly next?: string | undefined;
}

export function SignInPage({ demo, next }: SignInPageProps) {
  return (
    <AccountPage title={strings.title} words={strings.welcome}>
      <SignInForm demo={demo} />
      <p className={styles.foot}>
        {strings.noAccount}{' '}
        <Link to="/signup" search={{ next }}>
          {strings.toSignUp}
        </Link>
      </p>
    </AccountPage>
  );
}
