/**
 * Says what becomes of holds: posted, all or a part of which the rest returns, or voided. Each ends once, whoever asks.
 */
import type { Database } from '#platform/database/index.ts';
import type { Ended, EndOrder } from './parts.ts';
import { resolve } from './store-holds.ts';

/**
 * Resolves holds in their order, each by itself; the answers are in the same. Repeating a call with the same keys does nothing
 * twice. What is over by the database's clock is `too_late`, whether it was swept or not. Where the answer is lost, repeat it. A leg to where the
 * purpose does not lead is a caller's fault: the whole call fails.
 */
export function resolveHolds(database: Database, orders: readonly EndOrder[]): Promise<Ended[]> {
  return database.call((run) => resolve(run, orders));
}
