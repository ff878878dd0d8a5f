/**
 * One's own profile, with the roles one holds, whether or not they count in this sign-in.
 */
import type { Reader } from '#platform/database/index.ts';
import type { OwnProfile } from '#protocol/http/profiles.ts';
import { describeProfile } from './describe-profile.ts';
import { personNotFound } from './errors.ts';
import { findProfiles } from './store.ts';

/** @throws NOT_FOUND where the account was suspended or erased a moment ago */
export async function readOwnProfile(read: Reader, userId: string): Promise<OwnProfile> {
  const [row] = await findProfiles(read, [userId]);
  if (row === undefined) throw personNotFound();
  return { ...describeProfile(row), roles: [...row.roles] };
}
