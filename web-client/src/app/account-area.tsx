/**
 * The right side of the header: signing in, going live, and one's own account.
 */
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { LogOut, Radio } from 'lucide-react';
import { holds, useSession } from '../session/index.ts';
import {
  Avatar,
  Button,
  buttonClass,
  Menu,
  MenuItem,
  MenuNote,
  MenuSeparator,
  Skeleton,
  useToast,
} from '../ui/index.ts';
import styles from './shell.module.css';
import { strings } from './strings.ts';

export function AccountArea() {
  const session = useSession();
  const inStudio = useLocation({ select: ({ pathname }) => pathname === '/studio' });
  if (session.status === 'restoring') return <Skeleton width="2.25rem" height="2.25rem" round />;
  if (session.status === 'anonymous') {
    return (
      <nav className={styles.account} aria-label={strings.nav}>
        <Button size="sm" onClick={() => session.askToSignIn()}>
          {strings.signIn}
        </Button>
      </nav>
    );
  }
  const performs = holds(session, 'performer');
  return (
    <nav className={styles.account} aria-label={strings.nav}>
      {performs && !inStudio && (
        <Link to="/studio" className={buttonClass({ variant: 'primary', size: 'sm' })}>
          <Radio aria-hidden="true" />
          {strings.goLive}
        </Link>
      )}
      <AccountMenu />
    </nav>
  );
}

function AccountMenu() {
  const session = useSession();
  const navigate = useNavigate();
  const toast = useToast();
  if (session.user === null) return null;
  const { displayName, email, id } = session.user;
  const leave = async (): Promise<void> => {
    await session.signOut();
    toast({ title: strings.signedOut });
  };
  return (
    <Menu
      label={strings.accountOf(displayName)}
      trigger={
        <button type="button" className={styles.avatarButton} aria-label={strings.accountOf(displayName)}>
          <Avatar name={displayName} seed={id} />
        </button>
      }
    >
      <MenuNote>
        <span className={styles.who}>
          {displayName}
          <span className={styles.email}>{email}</span>
        </span>
      </MenuNote>
      <MenuSeparator />
      {holds(session, 'performer') && (
        <MenuItem icon={<Radio />} onSelect={() => void navigate({ to: '/studio' })}>
          {strings.studio.title}
        </MenuItem>
      )}
      <MenuItem icon={<LogOut />} onSelect={() => void leave()}>
        {strings.signOut}
      </MenuItem>
    </Menu>
  );
}
