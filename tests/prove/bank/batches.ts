/**
 * The batches of the intake, each a call of the database: whose tips it carries, when it begins, when it is answered. By places in one
 * row of events, not by clocks, so that of two events one is always the earlier.
 */
import type { Database, Run } from '../../../server/platform/database/index.ts';

export interface Batch {
  readonly began: number;
  /** Infinite while it is under way. */
  ended: number;
  /** Ids of the tips in it. */
  readonly tips: ReadonlySet<string>;
}

export interface Batches {
  /** What the intake is to be given. */
  readonly database: Database;
  /** In the order in which they began. */
  readonly all: readonly Batch[];
  /** The place of this moment, which no other has. */
  now(): number;
}

export function watchBatches(database: Database): Batches {
  const all: Batch[] = [];
  let place = 0;
  const now = (): number => {
    place += 1;
    return place;
  };
  const begin = (asked: unknown): Batch => {
    const tips = new Set((JSON.parse(String(asked)) as { id: string }[]).map(({ id }) => id));
    const batch = { began: now(), ended: Number.POSITIVE_INFINITY, tips };
    all.push(batch);
    return batch;
  };
  const call: Database['call'] = (work) =>
    database.call(async (run) => {
      let batch: Batch | undefined;
      const watched = ((statement: TemplateStringsArray, ...values: unknown[]) => {
        batch = begin(values[0]);
        return run(statement, ...values);
      }) as Run;
      try {
        return await work(watched);
      } finally {
        if (batch !== undefined) batch.ended = now();
      }
    });
  return { database: { ...database, call }, all, now };
}

/**
 * How many batches a tip waited for: those that began after it was queued and before its own did, each of which had a place for it; and
 * those that were under way when it was queued and had to end before its own could begin. A batch beside which its own began counts only
 * where it had overtaken it. Of a tip that was in several batches the last is its own.
 * @throws Error where it was in none
 */
export function batchesBefore({ all }: Batches, tip: string, queued: number): number {
  const own = all.findLast(({ tips }) => tips.has(tip));
  if (own === undefined) throw new Error(`The tip ${tip} was in no batch`);
  const overtook = ({ began }: Batch): boolean => began > queued && began < own.began;
  const heldUp = ({ began, ended }: Batch): boolean => began < queued && ended > queued && ended < own.began;
  return all.filter((batch) => overtook(batch) || heldUp(batch)).length;
}
