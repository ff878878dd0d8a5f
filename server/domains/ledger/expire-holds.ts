/**
 * Gives back what is held longer than it lasts. Whether it is over is the database's to say; that somebody came to look says
 * nothing.
 */
import type { Database } from '#platform/database/index.ts';
import { expire } from './store-holds.ts';

/** Holds of one call: some tens of milliseconds in which their balances are locked. */
const batch = 100;

/**
 * Several processes may do this at once: each takes what no other has, and leaves for the next round what somebody else has
 * locked.
 * @returns how many holds ended
 */
export async function expireHolds(database: Database): Promise<number> {
  for (let ended = 0; ; ) {
    const now = await database.call((run) => expire(run, batch));
    ended += now;
    if (now < batch) return ended;
  }
}
