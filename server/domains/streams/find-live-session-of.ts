/**
 * The session that a performer is in, for what is given to them and not in a room.
 */
import type { Reader } from '#platform/database/index.ts';
import { findNewestOpenOf, type SessionRow } from './store-sessions.ts';

/** Of several the one that began last. @returns null where they are not live */
export function findLiveSessionOf(read: Reader, performerId: string): Promise<SessionRow | null> {
  return findNewestOpenOf(read, performerId);
}
