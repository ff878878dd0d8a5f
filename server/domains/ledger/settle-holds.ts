/**
 * Divides what ends of holds gave performers: performer by performer, in batches, each one call of the database, as tips are. What
 * waits is in Postgres, and leaves it in the transaction that divides it.
 */
import type { Clock } from '#kernel/clock.ts';
import { newId } from '#kernel/ids.ts';
import type { Database } from '#platform/database/index.ts';
import { findSharing, settle } from './store-shares.ts';

/** Shares of one transfer. */
const batch = 500;
/** Performers of one round; the next round goes on. */
const mostPerformers = 1_000;

export interface SettleHoldsDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: { error(facts: object, message: string): void };
}

/**
 * Several processes may do this at once: each takes what no other has. One performer whose batch fails keeps no other waiting.
 * While settlement is paused nothing is divided.
 * @returns how many shares were divided
 */
export async function settleHolds({ database, clock, log }: SettleHoldsDeps): Promise<number> {
  let divided = 0;
  for (const performerId of await findSharing(database.read, mostPerformers)) {
    try {
      for (let now = batch; now === batch; divided += now) {
        now = await database.call((run) => settle(run, performerId, batch, newId(clock.now())));
      }
    } catch (error) {
      log.error({ err: error, performerId }, 'what holds gave a performer was not divided');
    }
  }
  return divided;
}
