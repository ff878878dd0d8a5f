/**
 * Forgets what was delivered everywhere, in rounds: each a transaction of its own that is over soon, so many that a call keeps up with a
 * busy site and yet ends. A round begins where the one before it ended, as what that one took away is still to be stepped over.
 */
import type { Database } from '../database/index.ts';
import { deleteDelivered, type Forgettable } from './delivery-rows.ts';

export interface ForgetOptions {
  /** What was recorded before. */
  readonly before: Date;
  /** Most events of a round. */
  readonly atOnce: number;
  /** Most rounds. */
  readonly rounds: number;
}

/** @returns how many events were forgotten; `atOnce` times `rounds`: there may be more */
export async function forgetDelivered(
  database: Pick<Database, 'transact'>,
  { before, atOnce, rounds }: ForgetOptions,
): Promise<number> {
  let forgotten = 0;
  let from: Date | null = null;
  for (let round = 0; round < rounds; round += 1) {
    const wanted: Forgettable = { from, before, limit: atOnce };
    const { many, until } = await database.transact((tx) => deleteDelivered(tx, wanted));
    forgotten += many;
    if (many < atOnce) break;
    from = until;
  }
  return forgotten;
}
