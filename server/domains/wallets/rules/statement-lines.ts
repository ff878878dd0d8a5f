/**
 * Lines of a statement from entries of its accounts, each with the balance after it: what those that count held then. What is
 * set aside does not count, but what happens to it has its line.
 */
import { mergeEntries, type Placed, type Run } from './merge-entries.ts';

/** An entry of one account, in ledger units. */
export interface Entry extends Placed {
  readonly kind: string;
  readonly amount: bigint;
  readonly version: bigint;
  readonly balance: bigint;
}

/** Entries of one account. */
export interface AccountRun extends Run<Entry> {
  /** Whether what it holds is part of the balance. */
  readonly counts: boolean;
}

/** Where a reader is in each account: the version of the last entry that was read of it. */
export type Place = readonly bigint[];

/** One transfer, in ledger units. */
export interface Line {
  readonly transferId: string;
  readonly at: Date;
  readonly kind: string;
  readonly amount: bigint;
  readonly balance: bigint;
  /** Where the next line goes on. */
  readonly place: Place;
  /** What each account held afterwards; the balance is the sum of those that count. */
  readonly held: readonly bigint[];
}

type Taken = readonly (readonly Entry[])[];

/** Newest first: before each transfer each account held what its next entry says; nothing before its first. */
export function linesDown(runs: readonly AccountRun[], start: Place): Line[] {
  let read = runs.map(() => 0);
  let place = start;
  return mergeEntries(runs, true).map((taken) => {
    const held = runs.map(({ entries }, i) => entries[read[i] ?? 0]?.balance ?? 0n);
    read = read.map((many, i) => many + (taken[i]?.length ?? 0));
    place = placeAfter(taken, place);
    return lineOf(runs, taken, place, held);
  });
}

/** Oldest first. @param before what each account held before */
export function linesUp(runs: readonly AccountRun[], start: Place, before: readonly bigint[]): Line[] {
  let place = start;
  let held = before;
  return mergeEntries(runs, false).map((taken) => {
    held = taken.map((entries, i) => entries.at(-1)?.balance ?? held[i] ?? 0n);
    place = placeAfter(taken, place);
    return lineOf(runs, taken, place, held);
  });
}

function placeAfter(taken: Taken, place: Place): Place {
  return taken.map((entries, i) => entries.at(-1)?.version ?? place[i] ?? 0n);
}

function lineOf(runs: readonly AccountRun[], taken: Taken, place: Place, held: readonly bigint[]): Line {
  const { transferId, at, kind } = taken.flat()[0] as Entry;
  const sum = (amounts: readonly (readonly bigint[])[]): bigint =>
    amounts
      .filter((_, i) => runs[i]?.counts)
      .flat()
      .reduce((all, amount) => all + amount, 0n);
  const amount = sum(taken.map((entries) => entries.map((entry) => entry.amount)));
  return { transferId, at, kind, amount, balance: sum(held.map((one) => [one])), place, held };
}
