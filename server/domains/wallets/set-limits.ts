/**
 * Sets how much somebody allows themselves to spend.
 */
import type { Database } from '#platform/database/index.ts';
import { changeLimits, type Limits } from './rules/spending.ts';
import { lockLimits, updateLimits } from './store-limits.ts';

/** All three: a tip that is asked for after this comes under what was tightened; what was loosened waits 24 hours. */
export async function setLimits(database: Database, viewerId: string, wanted: Limits): Promise<void> {
  await database.transact(async (tx) => {
    const held = await lockLimits(tx, viewerId);
    await updateLimits(tx, viewerId, changeLimits(held, wanted, held.now.getTime()));
  });
}
