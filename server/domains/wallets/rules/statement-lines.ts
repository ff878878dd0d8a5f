/**
 * Lines of a statement from entries of its accounts, each with the balance after it: what both accounts held then.
 */
import { mergeEntries, type Placed, type Run } from './merge-entries.ts';

/** An entry of one account, in ledger units. */
export interface Entry extends Placed {
  readonly kind: string;
  readonly amount: bigint;
  readonly version: bigint;
  readonly balance: bigint;
}

/** Where a reader is in both accounts: the version of the last entry that was read of each. */
export type Place = readonly [bigint, bigint];

/** One transfer, in ledger units. */
export interface Line {
  readonly transferId: string;
  readonly at: Date;
  readonly kind: string;
  readonly amount: bigint;
  readonly balance: bigint;
  /** Where the next line goes on. */
  readonly place: Place;
  /** What each account held afterwards; their sum is the balance. */
  readonly held: readonly [bigint, bigint];
}

type Runs = readonly [Run<Entry>, Run<Entry>];

/** Newest first: before each transfer both accounts held what their next entry says; nothing before their first. */
export function linesDown([one, other]: Runs, start: Place): Line[] {
  let [i, j] = [0, 0];
  let place = start;
  return mergeEntries(one, other, true).map(([a, b]) => {
    const held = [one.entries[i]?.balance ?? 0n, other.entries[j]?.balance ?? 0n] as const;
    [i, j] = [i + a.length, j + b.length];
    place = [a.at(-1)?.version ?? place[0], b.at(-1)?.version ?? place[1]];
    return lineOf([...a, ...b], place, held);
  });
}

/** Oldest first. @param held what both accounts held before */
export function linesUp([one, other]: Runs, start: Place, held: readonly [bigint, bigint]): Line[] {
  let place = start;
  let [x, y] = held;
  return mergeEntries(one, other, false).map(([a, b]) => {
    [x, y] = [a.at(-1)?.balance ?? x, b.at(-1)?.balance ?? y];
    place = [a.at(-1)?.version ?? place[0], b.at(-1)?.version ?? place[1]];
    return lineOf([...a, ...b], place, [x, y]);
  });
}

function lineOf(entries: readonly Entry[], place: Place, held: readonly [bigint, bigint]): Line {
  const { transferId, at, kind } = entries[0] as Entry;
  const amount = entries.reduce((sum, entry) => sum + entry.amount, 0n);
  return { transferId, at, kind, amount, balance: held[0] + held[1], place, held };
}
