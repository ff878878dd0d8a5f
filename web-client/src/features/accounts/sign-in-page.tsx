/**
 * Signing in on a page of its own, for links that lead here. Where to go next is the app's business.
 */
import { usePageTitle } from '../../ui/index.ts';
import { SignInForm } from './sign-in-form.tsx';
import styles from './sign-in-page.module.css';
import { strings } from './strings.ts';

export function SignInPage({ demo }: { readonly demo: boolean }) {
  usePageTitle(strings.title);
  return (
    <div className={styles.page}>
      <div>
        <h1 className={styles.title}>{strings.title}</h1>
        <p className={styles.welcome}>{strings.welcome}</p>
      </div>
      <SignInForm demo={demo} />
    </div>
  );
}
