/**
 * Opening an account on a page of its own.
 */
import { Link } from '@tanstack/react-router';
import styles from './account-page.module.css';
import { AccountPage } from './account-page.tsx';
import { SignUpForm } from './sign-up-form.tsx';
import { strings } from './strings.ts';

const words = strings.signUp;

export function SignUpPage({ next }: { readonly next?: string | undefined }) {
  return (
    <AccountPage title={words.title} words={words.welcome}>
      <SignUpForm />
      <p className={styles.foot}>
        {words.haveAccount}{' '}
        <Link to="/login" search={{ next }}>
          {words.toSignIn}
        </Link>
      </p>
    </AccountPage>
  );
}
