/**
 * Deletes what has served its time: sign-ins that ended 90 days ago, with their tokens; links that were good until
 * yesterday; authenticators that were begun yesterday and never confirmed. Handles that were given up
 * are free after 90 days. Challenges and tickets end by themselves in Redis.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database } from '#platform/database/index.ts';
import { keptAfterEndDays, keptHandlesSince } from './rules/lifetimes.ts';
import { deleteOldSignIns } from './store.ts';
import { deleteOldBeginnings } from './store-factors.ts';
import { deleteOldReleased } from './store-handles.ts';
import { deleteOldLinks } from './store-links.ts';

const dayMs = 86_400_000;
const atOnce = 1_000;

/** For a job, every hour or so. @returns how many rows went */
export async function forgetOld({
  database,
  clock,
}: {
  readonly database: Database;
  readonly clock: Clock;
}): Promise<number> {
  const nowMs = clock.now();
  const yesterday = new Date(nowMs - dayMs);
  const signIns = await database.transact((tx) =>
    deleteOldSignIns(tx, new Date(nowMs - keptAfterEndDays * dayMs), atOnce),
  );
  const links = await database.transact((tx) => deleteOldLinks(tx, yesterday));
  const handles = await database.transact((tx) => deleteOldReleased(tx, keptHandlesSince(new Date(nowMs))));
  return signIns + links + handles + (await database.transact((tx) => deleteOldBeginnings(tx, yesterday)));
}
