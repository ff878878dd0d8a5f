/**
 * How much waits to be sent, for whoever watches the operation.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database } from '#platform/database/index.ts';
import { findBacklog } from './store-sending.ts';

/** All that waits, and how long the oldest of what is due has waited for it, in milliseconds; 0: nothing is due. */
export async function readBacklog({
  database,
  clock,
}: {
  readonly database: Database;
  readonly clock: Clock;
}): Promise<{ waiting: number; oldestDueMs: number }> {
  const nowMs = clock.now();
  const { waiting, oldestDueAt } = await findBacklog(database.read, new Date(nowMs));
  return { waiting, oldestDueMs: oldestDueAt === null ? 0 : nowMs - oldestDueAt.getTime() };
}
