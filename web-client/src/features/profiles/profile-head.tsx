/**
 * The person: picture, names, words, and what one can do about them.
 */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ProfilePage } from '#protocol/http/profiles.ts';
import { useSession } from '../../session/index.ts';
import { Avatar, Badge, buttonClass } from '../../ui/index.ts';
import { FollowButton } from './follow-button.tsx';
import styles from './profile-page.module.css';
import { strings } from './strings.ts';
import { monthOf } from './when.ts';

export interface ProfileHeadProps {
  readonly page: ProfilePage;
  /** The way to tip them; null where they do not perform. */
  readonly tip: ReactNode;
}

export function ProfileHead({ page, tip }: ProfileHeadProps) {
  const { user } = useSession();
  const { profile } = page;
  const own = user?.id === profile.id;
  return (
    <header className={styles.head}>
      <Avatar name={profile.displayName} seed={profile.id} size="xl" url={profile.avatarUrl} />
      <div className={styles.who}>
        <h1 className={styles.name}>{profile.displayName}</h1>
        <p className={styles.facts}>
          <span>{strings.handle(profile.handle)}</span>
          {profile.performs && <Badge tone="accent">{strings.performs}</Badge>}
        </p>
        <p className={styles.facts}>
          <span>{strings.followers(profile.followers)}</span>
          <span aria-hidden="true">·</span>
          <span>{strings.joined(monthOf(profile.joinedAt))}</span>
        </p>
      </div>
      <div className={styles.actions}>
        {own ? (
          <Link to="/settings/profile" className={buttonClass({})}>
            {strings.edit}
          </Link>
        ) : (
          <>
            <FollowButton page={page} />
            {tip}
          </>
        )}
      </div>
      {profile.bio && <p className={styles.bio}>{profile.bio}</p>}
    </header>
  );
}
