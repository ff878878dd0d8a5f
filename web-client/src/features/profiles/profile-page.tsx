/**
 * `/u/:handle`: who this is, what they show now, what comes and what was.
 */
import type { ReactNode } from 'react';
import { Handle } from '#protocol/http/names.ts';
import type { ProfilePage as Profile } from '#protocol/http/profiles.ts';
import { isRefusal } from '../../api/index.ts';
import { Skeleton, usePageTitle, VisuallyHidden } from '../../ui/index.ts';
import { LiveCard } from './live-card.tsx';
import { FailedProfile, MissingPerson } from './no-profile.tsx';
import { ProfileHead } from './profile-head.tsx';
import styles from './profile-page.module.css';
import { ShowList } from './show-list.tsx';
import { strings } from './strings.ts';
import { useProfile } from './use-profile.ts';

export interface ProfilePageProps {
  readonly handle: string;
  /** What tips a performer; the app puts it in. */
  readonly tip: (page: Profile) => ReactNode;
}

export function ProfilePage({ handle: given, tip }: ProfilePageProps) {
  const handle = given.toLowerCase();
  return Handle.safeParse(handle).success ? <Known handle={handle} tip={tip} /> : <MissingPerson />;
}

function Known({ handle, tip }: ProfilePageProps) {
  const { data, error, isFetching, refetch } = useProfile(handle);
  usePageTitle(data ? strings.title(data.profile.displayName, data.profile.handle) : strings.handle(handle));
  if (isRefusal(error, 'NOT_FOUND')) return <MissingPerson />;
  if (data === undefined && error) return <FailedProfile retrying={isFetching} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const { profile, live, upcoming, past } = data;
  const performs = profile.performs || past.length > 0;
  return (
    <div className={styles.page}>
      <ProfileHead page={data} tip={profile.performs ? tip(data) : null} />
      {live && <LiveCard stream={live} avatarUrl={profile.avatarUrl} />}
      {performs && (
        <div className={styles.shows}>
          <ShowList kind="upcoming" streams={upcoming} />
          <ShowList kind="past" streams={past} />
        </div>
      )}
    </div>
  );
}

function Loading() {
  return (
    <div className={styles.page} aria-busy="true">
      <VisuallyHidden role="status">{strings.loading}</VisuallyHidden>
      <div className={styles.head} aria-hidden="true">
        <Skeleton width="6rem" height="6rem" round />
        <div className={styles.who}>
          <Skeleton width="14rem" height="2rem" />
          <Skeleton width="9rem" />
        </div>
      </div>
    </div>
  );
}
