/**
 * What stands around every page: skip link, header, the main landmark, the sign-in dialog any feature may ask for.
 */
import { Link, Outlet } from '@tanstack/react-router';
import { SignInDialog } from '../features/accounts/index.ts';
import { useSignInPrompt } from '../session/index.ts';
import { AccountArea } from './account-area.tsx';
import { isDemo } from './demo.ts';
import { Logo } from './logo.tsx';
import { RouteAnnouncer } from './route-announcer.tsx';
import styles from './shell.module.css';
import { strings } from './strings.ts';

export function Shell() {
  const { prompt, dismiss } = useSignInPrompt();
  return (
    <>
      <a className={styles.skip} href="#main">
        {strings.skip}
      </a>
      <div className={styles.shell}>
        <header className={styles.header}>
          <div className={styles.bar}>
            <Link to="/" className={styles.home} aria-label={strings.home}>
              <Logo />
            </Link>
            <AccountArea />
          </div>
        </header>
        <main id="main" tabIndex={-1} className={styles.main}>
          <Outlet />
        </main>
      </div>
      <RouteAnnouncer />
      <SignInDialog open={prompt.open} why={prompt.why} demo={isDemo} onClose={dismiss} />
    </>
  );
}
