/**
 * What belongs to the signed-in person, behind their picture.
 */
import { useNavigate } from '@tanstack/react-router';
import { Coins, LayoutGrid, LogOut, Mic, Radio, Settings, ShieldHalf, UserRound } from 'lucide-react';
import { useWallet } from '../features/wallet/queries.ts';
import { holds, useSession } from '../session/index.ts';
import { Avatar, amountText, Menu, MenuItem, MenuNote, MenuSeparator, useToast } from '../ui/index.ts';
import { useOwnPicture } from './own-picture.ts';
import styles from './shell.module.css';
import { strings } from './strings.ts';

export function AccountMenu() {
  const session = useSession();
  const navigate = useNavigate();
  const toast = useToast();
  const picture = useOwnPicture();
  const { data: wallet } = useWallet();
  if (session.user === null) return null;
  const { displayName, email, id, handle } = session.user;
  const leave = (): void => {
    session.signOut();
    toast({ title: strings.signedOut });
  };
  return (
    <Menu
      label={strings.accountOf(displayName)}
      trigger={
        <button type="button" className={styles.avatarButton} aria-label={strings.accountOf(displayName)}>
          <Avatar name={displayName} seed={id} url={picture} />
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
      <MenuItem icon={<UserRound />} onSelect={() => void navigate({ to: '/u/$handle', params: { handle } })}>
        {strings.myPage}
      </MenuItem>
      {holds(session, 'performer') ? (
        <MenuItem icon={<Radio />} onSelect={() => void navigate({ to: '/studio' })}>
          {strings.studio.title}
        </MenuItem>
      ) : (
        <MenuItem icon={<Mic />} onSelect={() => void navigate({ to: '/settings/profile', hash: 'perform' })}>
          {strings.perform}
        </MenuItem>
      )}
      <MenuItem icon={<Coins />} onSelect={() => void navigate({ to: '/wallet' })}>
        {strings.wallet}
        {wallet && <span className={styles.menuBalance}>{amountText(wallet.balance)}</span>}
      </MenuItem>
      <MenuItem icon={<Settings />} onSelect={() => void navigate({ to: '/settings/profile' })}>
        {strings.settings}
      </MenuItem>
      {(holds(session, 'moderator') || holds(session, 'admin')) && (
        <MenuItem icon={<LayoutGrid />} onSelect={() => void navigate({ to: '/moderation' })}>
          {strings.moderation}
        </MenuItem>
      )}
      {holds(session, 'admin') && (
        <MenuItem icon={<ShieldHalf />} onSelect={() => void navigate({ to: '/admin' })}>
          {strings.admin}
        </MenuItem>
      )}
      <MenuSeparator />
      <MenuItem icon={<LogOut />} onSelect={leave}>
        {strings.signOut}
      </MenuItem>
    </Menu>
  );
}
