/**
 * What stands around every page: skip link, header, the main landmark, the sign-in dialog any feature may ask for.
 */
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { Suspense, useEffect, useState } from 'react';
import { useSession, useSignInPrompt } from '../session/index.ts';
import { AccountArea } from './account-area.tsx';
import { isDemo } from './demo.ts';
import { AccountDialog, VerifyReminder } from './later.tsx';
import { Logo } from './logo.tsx';
import { RouteAnnouncer } from './route-announcer.tsx';
import styles from './shell.module.css';
import { strings } from './strings.ts';

export function Shell() {
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
        <div className={styles.content}>
          <Reminder />
          <main id="main" tabIndex={-1} className={styles.main}>
            <Outlet />
          </main>
          <Footer />
        </div>
      </div>
      <RouteAnnouncer />
      <SignIn />
    </>
  );
}

/** Kept once it was wanted, so that it can close gracefully and give the focus back. */
function SignIn() {
  const { prompt, dismiss } = useSignInPrompt();
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    if (prompt.open) setWanted(true);
  }, [prompt.open]);
  if (!wanted) return null;
  return (
    <Suspense fallback={null}>
      <AccountDialog open={prompt.open} why={prompt.why} demo={isDemo} onClose={dismiss} />
    </Suspense>
  );
}

/** Not where a show fills the page. */
function Footer() {
  const quiet = useLocation({ select: ({ pathname }) => /^\/(r\/|studio$)/.test(pathname) });
  if (quiet) return null;
  return (
    <footer className={styles.footer}>
      <nav aria-label={strings.about}>
        <Link to="/prices">{strings.prices}</Link>
        <Link to="/connection">{strings.connection}</Link>
      </nav>
    </footer>
  );
}

/** Not where a show fills the page, and not where the address is being proved. */
function Reminder() {
  const { user } = useSession();
  const quiet = useLocation({ select: ({ pathname }) => /^\/(r\/|studio$|verify-email$)/.test(pathname) });
  if (user === null || user.emailVerified || quiet) return null;
  return (
    <Suspense fallback={null}>
      <VerifyReminder />
    </Suspense>
  );
}
