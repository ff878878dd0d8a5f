/**
 * Forgets what was sent: after 30 days, and of each endpoint what is beyond its newest ten thousand.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database, Writer } from '#platform/database/index.ts';
import { keptMs, mostKept } from './rules/bounds.ts';
import { deleteBeyond, deleteOld, deleteSamples, deleteUnsent } from './store-log.ts';

const atOnce = 2_000;
const samplesKeptMs = 24 * 3_600_000;

/** For a job, every hour. @returns how many deliveries */
export async function forgetDeliveries({
  database,
  clock,
}: {
  readonly database: Database;
  readonly clock: Clock;
}): Promise<number> {
  const before = new Date(clock.now() - keptMs);
  const old = await inBatches(database, (tx) => deleteOld(tx, before, atOnce));
  const beyond = await inBatches(database, (tx) => deleteBeyond(tx, mostKept, atOnce));
  await inBatches(database, (tx) => deleteUnsent(tx, atOnce));
  await database.transact((tx) => deleteSamples(tx, new Date(clock.now() - samplesKeptMs)));
  return old + beyond;
}

async function inBatches(database: Database, work: (tx: Writer) => Promise<number>): Promise<number> {
  for (let forgotten = 0; ; ) {
    const some = await database.transact(work);
    forgotten += some;
    if (some < atOnce) return forgotten;
  }
}
