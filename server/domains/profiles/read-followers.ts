/**
 * Who follows somebody and wants to hear when they go live, a page at a time.
 */
import type { Reader } from '#platform/database/index.ts';
import { findListeners } from './store.ts';

/**
 * Ids in ascending order, after `after` (null: from the beginning); fewer than `limit`: the last page. A page read later
 * has whoever followed meanwhile, if their id comes after.
 */
export function followersOf(read: Reader, performerId: string, after: string | null, limit: number): Promise<string[]> {
  return findListeners(read, performerId, after, limit);
}
