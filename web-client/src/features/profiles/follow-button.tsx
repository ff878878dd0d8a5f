/**
 * Following a person and not, seen at once and taken back where the server refuses; beside it the bell for this person.
 */
import { Bell, BellOff, Check, Plus } from 'lucide-react';
import type { ProfilePage } from '#protocol/http/profiles.ts';
import { useSession } from '../../session/index.ts';
import { Button, IconButton } from '../../ui/index.ts';
import styles from './profile-page.module.css';
import { strings } from './strings.ts';
import { useFollow } from './use-follow.ts';

export function FollowButton({ page }: { readonly page: ProfilePage }) {
  const { user, askToSignIn } = useSession();
  const { follow, unfollow, busy, rings } = useFollow(page);
  const { displayName } = page.profile;

  if (!page.following) {
    const press = (): void => {
      if (user === null) askToSignIn(strings.followWhy(displayName));
      else void follow(true);
    };
    return (
      <Button
        variant="primary"
        icon={<Plus />}
        disabled={busy}
        aria-label={strings.followWho(displayName)}
        onClick={press}
      >
        {strings.follow}
      </Button>
    );
  }
  return (
    <span className={styles.following}>
      <Button
        icon={<Check />}
        disabled={busy}
        aria-label={strings.unfollowWho(displayName)}
        onClick={() => void unfollow()}
      >
        {strings.following}
      </Button>
      <IconButton
        variant="secondary"
        label={strings.notify(displayName)}
        pressed={rings}
        icon={rings ? <Bell /> : <BellOff />}
        disabled={busy}
        onClick={() => void follow(!rings)}
      />
    </span>
  );
}
