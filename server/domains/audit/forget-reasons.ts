/**
 * Forgets what staff wrote about people who are erased, when it need not be kept any more. That it was forgotten, and where, is
 * itself an entry: words that are missing without one were taken away behind our back, and the verifier says so.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database, Writer } from '#platform/database/index.ts';
import { recordAudit } from './record-audit.ts';
import { deleteReasons } from './store-reasons.ts';

/** Entries named by one: each number has at most 19 digits, and facts at most 8,000 characters. */
const batch = 300;
const mostBatches = 100;

/** For a job, every hour; repeating it is harmless. @returns how many reasons are gone */
export async function forgetReasons({
  database,
  clock,
}: {
  readonly database: Database;
  readonly clock: Clock;
}): Promise<number> {
  let forgotten = 0;
  for (let round = 0; round < mostBatches; round += 1) {
    const now = await database.transact((tx) => forgetBatch(tx, new Date(clock.now())));
    forgotten += now;
    if (now < batch) break;
  }
  return forgotten;
}

async function forgetBatch(tx: Writer, at: Date): Promise<number> {
  const gone = await deleteReasons(tx, at, batch);
  if (gone.length === 0) return 0;
  const entries = gone.map(({ entryId }) => String(entryId));
  await recordAudit(tx, {
    ...{ actor: null, action: 'audit.reasons-forgotten', subject: { kind: 'audit', id: 'reasons' } },
    ...{ facts: { entries }, at },
  });
  return gone.length;
}
