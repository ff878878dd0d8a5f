/**
 * Puts streams away by age: stale a week after they ended, archived thirty days later. Nobody is told: nobody watches them.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database } from '#platform/database/index.ts';
import { agings } from './rules/age.ts';
import { moveOld } from './store.ts';

export interface AgeDeps {
  readonly database: Database;
  readonly clock: Clock;
}

/** So many a transaction. */
const most = 500;

/** For a job; repeating it is harmless, and so is more than one at once. @returns how many moved */
export async function ageStreams({ database, clock }: AgeDeps): Promise<number> {
  let moved = 0;
  for (const aging of agings(clock.now())) {
    let some: number;
    do {
      some = await database.transact((tx) => moveOld(tx, aging, most));
      moved += some;
    } while (some === most);
  }
  return moved;
}
