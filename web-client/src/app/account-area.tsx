/**
 * The right side of the header: signing in, going live, the bell, and one's own account.
 */
import { Link, useLocation } from '@tanstack/react-router';
import { Radio } from 'lucide-react';
import { Suspense } from 'react';
import { holds, useSession } from '../session/index.ts';
import { Avatar, Button, buttonClass, cx, Skeleton } from '../ui/index.ts';
import { AccountMenu, Balance, Bell, expectAccountDialog } from './later.tsx';
import styles from './shell.module.css';
import { strings } from './strings.ts';

export function AccountArea() {
  const session = useSession();
  const inStudio = useLocation({ select: ({ pathname }) => pathname === '/studio' });
  if (session.status === 'restoring') return <Skeleton width="2.25rem" height="2.25rem" round />;
  if (session.status === 'anonymous') return <Strangers />;
  const performs = holds(session, 'performer');
  return (
    <nav className={styles.account} aria-label={strings.nav}>
      {performs && !inStudio && (
        <Link to="/studio" className={buttonClass({ variant: 'primary', size: 'sm' })}>
          <Radio aria-hidden="true" />
          {strings.goLive}
        </Link>
      )}
      <Suspense fallback={null}>
        {/* On a phone a performer's is in the menu: beside "Go live" there is no room for it. */}
        <Balance key={`balance ${session.user.id}`} className={performs ? styles.whereRoom : undefined} />
      </Suspense>
      <Suspense fallback={<span className={styles.bellSpace} />}>
        <Bell key={session.user.id} />
      </Suspense>
      <Suspense fallback={<Picture name={session.user.displayName} seed={session.user.id} />}>
        <AccountMenu />
      </Suspense>
    </nav>
  );
}

function Strangers() {
  const { askToSignIn } = useSession();
  return (
    <nav className={styles.account} aria-label={strings.nav}>
      <Link to="/signup" className={cx(buttonClass({ variant: 'quiet', size: 'sm' }), styles.whereRoom)}>
        {strings.signUp}
      </Link>
      <Button
        size="sm"
        onPointerEnter={expectAccountDialog}
        onFocus={expectAccountDialog}
        onClick={() => askToSignIn()}
      >
        {strings.signIn}
      </Button>
    </nav>
  );
}

/** Stands where the menu will be. */
function Picture({ name, seed }: { readonly name: string; readonly seed: string }) {
  return (
    <span className={styles.avatarButton}>
      <Avatar name={name} seed={seed} />
    </span>
  );
}
