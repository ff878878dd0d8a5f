/**
 * Two accounts as one book: a wallet is what was bought and what was given, and people see one balance. Puts their entries
 * into one order that both accounts agree with, a line a transfer.
 */

/** What the order depends on. */
export interface Placed {
  readonly transferId: string;
  readonly at: Date;
}

/** Entries of one account in its own order, newest or oldest first. */
export interface Run<E extends Placed> {
  readonly entries: readonly E[];
  /** There are no more beyond these. */
  readonly whole: boolean;
}

/** What one transfer did to each account; at least one of them has an entry. */
export type Merged<E extends Placed> = readonly [readonly E[], readonly E[]];

/**
 * As far as it is certain: it ends where entries that were not read could come next. Transfers of the same millisecond keep
 * the order of each account; two that touch both accounts cannot contradict each other, because posting locks both.
 */
export function mergeEntries<E extends Placed>(one: Run<E>, other: Run<E>, newestFirst: boolean): Merged<E>[] {
  const merged: Merged<E>[] = [];
  const runs = [one, other] as const;
  const place: [number, number] = [0, 0];
  while (true) {
    const next = nextTransfer(runs, place, newestFirst);
    if (next === null) return merged;
    const taken = [take(one, place[0], next), take(other, place[1], next)] as const;
    place[0] += taken[0].length;
    place[1] += taken[1].length;
    // Its last entry may be among those that were not read.
    if (runs.some(({ entries, whole }, i) => !whole && place[i] === entries.length)) return merged;
    merged.push(taken);
  }
}

/** Null: there is none, or what was read does not tell. */
function nextTransfer<E extends Placed>(
  [one, other]: readonly [Run<E>, Run<E>],
  [i, j]: readonly [number, number],
  newestFirst: boolean,
): string | null {
  const [a, b] = [one.entries[i], other.entries[j]];
  if ((a === undefined && !one.whole) || (b === undefined && !other.whole)) return null;
  if (a === undefined || b === undefined) return (a ?? b)?.transferId ?? null;
  const later = a.at.getTime() - b.at.getTime();
  if (later !== 0) return later > 0 === newestFirst ? a.transferId : b.transferId;
  const isWaiting = other.entries.some(({ transferId }, at) => at > j && transferId === a.transferId);
  if (isWaiting) return b.transferId;
  const last = other.entries.at(-1);
  const unsure = !other.whole && last?.at.getTime() === a.at.getTime();
  return unsure ? null : a.transferId;
}

function take<E extends Placed>({ entries }: Run<E>, from: number, transferId: string): readonly E[] {
  let to = from;
  while (entries[to]?.transferId === transferId) to += 1;
  return entries.slice(from, to);
}
