/**
 * Who is in a room now, over all processes. A person with two tabs counts once; a session whose process died counts until
 * its seat ends.
 */
import type { RedisConnection } from '#platform/redis/index.ts';
import type { Presence } from '#protocol/socket/room.ts';
import { presenceOf } from './rules/presence-of.ts';
import { countKey, peopleKey, seatLastsMs, seatsKey } from './rules/seat-keys.ts';

/** Reads it, and keeps the count for those who only want that. */
export async function readPresence(redis: RedisConnection['commands'], room: string, nowMs: number): Promise<Presence> {
  const [sessions, people] = await Promise.all([
    redis.zrangebyscore(seatsKey(room), nowMs, '+inf'),
    redis.hgetall(peopleKey(room)),
  ]);
  const presence = presenceOf(sessions, people);
  await redis.set(countKey(room), presence.count, 'PX', seatLastsMs);
  return presence;
}
