/**
 * Takes back what others were told that names a person who was erased.
 */
import type { Database } from '#platform/database/index.ts';
import { deleteNaming } from './store.ts';

const atOnce = 5_000;

/** For a reaction: what is gone is gone; where it takes too long, the next try goes on. */
export async function forgetNaming(database: Database, userId: string): Promise<void> {
  while ((await database.transact((tx) => deleteNaming(tx, userId, atOnce))) === atOnce);
}
