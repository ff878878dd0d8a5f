/**
 * Months are made before they come: without its partition nothing could be posted.
 */
import type { Database } from '#platform/database/index.ts';
import { makePartitions } from './store.ts';

/** How many months there are beyond this one. */
const monthsAhead = 3;

/** @returns how many partitions were made; repeating it makes none */
export function keepPartitions(database: Database): Promise<number> {
  return database.call((run) => makePartitions(run, monthsAhead));
}
