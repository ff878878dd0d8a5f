/**
 * Marks what a person was told as read.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database } from '#platform/database/index.ts';
import { countUnread, markRead } from './store.ts';

export interface MarkDeps {
  readonly database: Database;
  readonly clock: Clock;
}

/** @param id one of theirs; absent: all. One that is not theirs changes nothing. @returns how many are unread */
export async function markNotificationsRead(deps: MarkDeps, userId: string, id?: string): Promise<number> {
  return deps.database.transact(async (tx) => {
    await markRead(tx, userId, id ?? null, new Date(deps.clock.now()));
    return (await countUnread(tx, [userId])).get(userId) ?? 0;
  });
}
