/**
 * Who is in a room now, and how many as lists of rooms have it.
 */
import type { RedisConnection } from '#platform/redis/index.ts';
import type { Presence } from '#protocol/socket/room.ts';
import { lookAtPresence } from './look-at-presence.ts';
import { countKey, seatLastsMs } from './rules/seat-keys.ts';

/** Reads it, and keeps the count for those who only want that. */
export async function readPresence(redis: RedisConnection['commands'], room: string, nowMs: number): Promise<Presence> {
  const presence = await lookAtPresence(redis, room, nowMs);
  await redis.set(countKey(room), presence.count, 'PX', seatLastsMs);
  return presence;
}
