/**
 * Several accounts as one book: a wallet is what was bought, what was given and what is set aside of both, and people see one
 * balance. Puts their entries into one order that all accounts agree with, a line a transfer.
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

/** What one transfer did to each account, in the order of the runs; at least one of them has an entry. */
export type Merged<E extends Placed> = readonly (readonly E[])[];

/**
 * As far as it is certain: it ends where entries that were not read could come next. Transfers of the same millisecond keep
 * the order of each account; accounts cannot contradict each other, because posting locks all that a transfer touches until
 * it is written.
 */
export function mergeEntries<E extends Placed>(runs: readonly Run<E>[], newestFirst: boolean): Merged<E>[] {
  const merged: Merged<E>[] = [];
  let places = runs.map(() => 0);
  while (true) {
    const next = nextTransfer(runs, places, newestFirst);
    if (next === null) return merged;
    const taken = runs.map((run, i) => take(run, places[i] ?? 0, next));
    places = places.map((place, i) => place + (taken[i]?.length ?? 0));
    // Its last entry may be among those that were not read.
    if (runs.some(({ entries, whole }, i) => !whole && places[i] === entries.length)) return merged;
    merged.push(taken);
  }
}

/** Null: there is none, or what was read does not tell. */
function nextTransfer<E extends Placed>(
  runs: readonly Run<E>[],
  places: readonly number[],
  newestFirst: boolean,
): string | null {
  if (runs.some(({ entries, whole }, i) => !whole && entries[places[i] ?? 0] === undefined)) return null;
  const heads = runs.flatMap(({ entries }, i) => entries[places[i] ?? 0] ?? []);
  heads.sort((one, other) =>
    newestFirst ? other.at.getTime() - one.at.getTime() : one.at.getTime() - other.at.getTime(),
  );
  // The first that waits behind nothing in any account: of one millisecond, or where a clock was put back in between.
  const free = heads.find(({ transferId }) => !runs.some((run, i) => waits(run, places[i] ?? 0, transferId)));
  if (free === undefined) return null;
  const unsure = runs.some(({ entries, whole }, i) => {
    const last = entries.at(-1);
    if (whole || last === undefined || entries[places[i] ?? 0]?.transferId === free.transferId) return false;
    return newestFirst ? last.at >= free.at : last.at <= free.at;
  });
  return unsure ? null : free.transferId;
}

/** Whether a transfer stands in this account behind another one, as far as it was read. */
function waits<E extends Placed>({ entries }: Run<E>, from: number, transferId: string): boolean {
  const at = entries.findIndex((entry, i) => i >= from && entry.transferId === transferId);
  return at > from;
}

function take<E extends Placed>({ entries }: Run<E>, from: number, transferId: string): readonly E[] {
  let to = from;
  while (entries[to]?.transferId === transferId) to += 1;
  return entries.slice(from, to);
}
