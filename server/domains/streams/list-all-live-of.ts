/**
 * Everything that one performer has live, what is on no list too: for whoever ends it.
 */
import type { Reader } from '#platform/database/index.ts';
import { findIdsLiveOf } from './store.ts';

/** Ids, at most `most`. */
export function listAllLiveOf(read: Reader, performerId: string, most: number): Promise<string[]> {
  return findIdsLiveOf(read, performerId, most);
}
