/**
 * A person as everybody may see them.
 */
import type { Profile } from '#protocol/http/profiles.ts';
import type { ProfileRow } from './store.ts';

/** The address of a picture changes with it, so that a page shows the new one at once. */
export function describeProfile(row: ProfileRow): Profile {
  const { id, handle, displayName, bio, etag, roles, followers, joinedAt } = row;
  return {
    ...{ id, handle, displayName, bio, followers },
    avatarUrl: etag === null ? null : `/api/people/${id}/avatar?v=${etag.slice(0, 8)}`,
    performs: roles.includes('performer'),
    joinedAt: joinedAt.toISOString(),
  };
}
