/**
 * Reads the log, newest first.
 */
import type { Reader } from '#platform/database/index.ts';
import { type EntryFilter, findEntries, type SealedEntry } from './store.ts';

/** @param most at most this many; `more` says whether there are others */
export async function searchAudit(
  read: Reader,
  filter: EntryFilter,
  most: number,
): Promise<{ entries: SealedEntry[]; more: boolean }> {
  const found = await findEntries(read, filter, most + 1);
  return { entries: found.slice(0, most), more: found.length > most };
}
