/**
 * Sets value aside: it is its owner's still and nobody can spend it, until the hold is resolved or its time is over.
 */
import type { Database } from '#platform/database/index.ts';
import type { HoldOrder, Placed } from './parts.ts';
import { place } from './store-holds.ts';

/**
 * Places holds in their order, each by itself; the answers are in the same. Repeating a call with the same keys places nothing
 * twice. Where the answer is lost, repeat it. What spends is `limited` by the owner's own limits and breaks, asked in the database while
 * the wallet is locked. Whether somebody may be here at all (a suspension, a ban) is the caller's to ask before. A purpose or a source that
 * there is not is a caller's fault: the whole call fails.
 */
export function placeHolds(database: Database, orders: readonly HoldOrder[]): Promise<Placed[]> {
  return database.call((run) => place(run, orders));
}
