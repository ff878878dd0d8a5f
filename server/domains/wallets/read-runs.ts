/**
 * Entries of both accounts of a statement from one place on.
 */
import { readEntries } from '../ledger/index.ts';
import { accountsOf, type Book } from './parts.ts';
import type { Run } from './rules/merge-entries.ts';
import type { Entry, Place } from './rules/statement-lines.ts';

export interface Reach {
  readonly first: 'newest' | 'oldest';
  /** Not included. */
  readonly beyond: Place;
  /** Upwards: what came after these is left out; absent: nothing is. */
  readonly top?: Place;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  /** Entries of each account. */
  readonly size: number;
}

/** @returns of each account at most `size` entries; `whole` where there are no more */
export async function readRuns(book: Book, reach: Reach): Promise<readonly [Run<Entry>, Run<Entry>]> {
  return Promise.all([readRun(book, reach, 0), readRun(book, reach, 1)]);
}

async function readRun({ read, ownerId, of }: Book, reach: Reach, i: 0 | 1): Promise<Run<Entry>> {
  const kind = accountsOf[of][i];
  if (kind === null) return { entries: [], whole: true };
  const { first, beyond, top, from, to, size } = reach;
  const found = await readEntries(read, { ownerId, kind }, { first, beyond: beyond[i], from, to, limit: size });
  const entries = top === undefined ? found : found.filter(({ version }) => version <= top[i]);
  return { entries, whole: found.length < size || entries.length < found.length };
}
