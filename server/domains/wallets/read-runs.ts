/**
 * Entries of all accounts of a statement from one place on.
 */
import { readEntries } from '../ledger/index.ts';
import { accountsOf, type Book } from './parts.ts';
import type { AccountRun, Place } from './rules/statement-lines.ts';

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
export async function readRuns({ read, ownerId, of }: Book, reach: Reach): Promise<readonly AccountRun[]> {
  const { first, top, from, to, size } = reach;
  return Promise.all(
    accountsOf[of].map(async ({ kind, counts }, i) => {
      // A place of before this account was part of the statement knows nothing of it, and nothing of it is older.
      const beyond = reach.beyond[i] ?? 0n;
      const found = await readEntries(read, { ownerId, kind }, { first, beyond, from, to, limit: size });
      const entries = top === undefined ? found : found.filter(({ version }) => version <= (top[i] ?? 0n));
      return { entries, whole: found.length < size || entries.length < found.length, counts };
    }),
  );
}
