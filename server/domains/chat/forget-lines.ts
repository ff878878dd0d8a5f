/**
 * Deletes lines that are a year old.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database } from '#platform/database/index.ts';
import { keptMs, longestPauseMs } from './rules/lifetimes.ts';
import { deleteOld } from './store.ts';

const atOnce = 5_000;

/** For a job; repeating it is harmless. @returns how many, at most 5,000 */
export function forgetLines({ database, clock }: { database: Database; clock: Clock }): Promise<number> {
  const now = clock.now();
  return database.transact((tx) => deleteOld(tx, new Date(now - keptMs), new Date(now - longestPauseMs), atOnce));
}
