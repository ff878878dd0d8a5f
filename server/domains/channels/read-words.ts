/**
 * The words that a channel does not want.
 */
import type { Reader } from '#platform/database/index.ts';
import type { ListedWord } from '#protocol/http/channels.ts';
import { findWords } from './store.ts';

/** As its performer listed them; at most 500. */
export function readChannelWords(read: Reader, performerId: string): Promise<ListedWord[]> {
  return findWords(read, performerId);
}
