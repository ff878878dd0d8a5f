/**
 * Whom somebody follows: those who are live first, the latest follow first among the others.
 */
import type { Reader } from '#platform/database/index.ts';
import type { AnswerOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import type { Stream } from '#protocol/http/streams.ts';
import { describeProfile } from './describe-profile.ts';
import { findFollowed, findProfiles } from './store.ts';

/** What each of these people shows now; who shows nothing is absent. */
export type LiveOf = (performerIds: readonly string[]) => Promise<ReadonlyMap<string, Stream>>;

export interface FollowsDeps {
  readonly read: Reader;
  readonly liveOf: LiveOf;
}

type Follows = AnswerOf<typeof routes.listFollows>['follows'];

/** One may follow a thousand; a few more where they were followed at the same moment. */
const most = 1_100;

/** Suspended and erased people are left out. */
export async function listFollows({ read, liveOf }: FollowsDeps, by: string): Promise<Follows> {
  const followed = await findFollowed(read, by, most);
  const ids = followed.map(({ followedId }) => followedId);
  const [profiles, live] = await Promise.all([findProfiles(read, ids), liveOf(ids)]);
  const known = new Map(profiles.map((row) => [row.id, describeProfile(row)]));
  const follows = followed.flatMap(({ followedId, notify }) => {
    const profile = known.get(followedId);
    return profile === undefined ? [] : [{ profile, notify, live: live.get(followedId) ?? null }];
  });
  return follows.sort((left, right) => Number(right.live !== null) - Number(left.live !== null));
}
