/**
 * Forgets what people were told a long time ago, read or not.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database } from '#platform/database/index.ts';
import { deleteOlder, deleteRounds } from './store.ts';

const keptMs = 90 * 24 * 3_600_000;
const roundsKeptMs = 7 * 24 * 3_600_000;
const atOnce = 5_000;

/** For a job, every hour; 90 days. @returns how many */
export async function forgetNotifications({
  database,
  clock,
}: {
  readonly database: Database;
  readonly clock: Clock;
}): Promise<number> {
  const before = new Date(clock.now() - keptMs);
  await database.transact((tx) => deleteRounds(tx, new Date(clock.now() - roundsKeptMs)));
  for (let forgotten = 0; ; ) {
    const some = await database.transact((tx) => deleteOlder(tx, before, atOnce));
    forgotten += some;
    if (some < atOnce) return forgotten;
  }
}
