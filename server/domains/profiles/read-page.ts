/**
 * A person's public page. What they show belongs to `streams`, a tier above: it is handed in.
 */
import type { Reader } from '#platform/database/index.ts';
import type { ProfilePage } from '#protocol/http/profiles.ts';
import { describeProfile } from './describe-profile.ts';
import { personNotFound } from './errors.ts';
import { findIdOf, findProfiles, isFollowing } from './store.ts';

/** What a performer shows: live, upcoming, past. */
export type ShowsOf = (performerId: string) => Promise<Pick<ProfilePage, 'live' | 'upcoming' | 'past'>>;

export interface PageDeps {
  readonly read: Reader;
  readonly showsOf: ShowsOf;
}

/** @param caller null: nobody is signed in. @throws NOT_FOUND for nobody, suspended and erased people alike */
export async function readPage(
  { read, showsOf }: PageDeps,
  handle: string,
  caller: string | null,
): Promise<ProfilePage> {
  const id = await findIdOf(read, handle);
  const [row] = id === null ? [] : await findProfiles(read, [id]);
  if (row === undefined) throw personNotFound();
  const [shows, following] = await Promise.all([
    showsOf(row.id),
    caller === null ? false : isFollowing(read, caller, row.id),
  ]);
  return { profile: describeProfile(row), ...shows, following };
}
