/**
 * Media arrives in a room: what keeps its stream live.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database } from '#platform/database/index.ts';
import { noteMedia } from './store.ts';

/** Notes it, where the room still is at this media epoch. */
export function noteFlow(
  { database, clock }: { database: Database; clock: Clock },
  { room, mediaEpoch }: { room: string; mediaEpoch: number },
): Promise<void> {
  return database.transact((tx) => noteMedia(tx, room, mediaEpoch, new Date(clock.now())));
}
