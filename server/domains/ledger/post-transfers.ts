/**
 * Moves value: one call of the database, in which transfers stand or fall each by itself.
 */
import type { Database } from '#platform/database/index.ts';
import type { Order, Posted } from './parts.ts';
import { post } from './store.ts';

/**
 * Posts transfers in their order; the answers are in the same. Repeating a call with the same keys posts nothing twice.
 * Where the answer is lost, repeat it.
 */
export function postTransfers(database: Database, orders: readonly Order[]): Promise<Posted[]> {
  return database.call((run) => post(run, orders));
}
