/**
 * What people show right now, as tags.
 */
import type { Reader } from '#platform/database/index.ts';
import { countTags } from './store.ts';

const most = 30;

/** In small letters, most used first, at most 30. */
export function listLiveTags(read: Reader): Promise<{ tag: string; live: number }[]> {
  return countTags(read, most);
}
