/**
 * Who is in a room now, over all processes. A person with two tabs counts once; a session whose process died counts until
 * its seat ends. Nothing is kept: whoever looks is not to be noticed by it.
 */
import type { RedisConnection } from '#platform/redis/index.ts';
import type { Presence } from '#protocol/socket/room.ts';
import { presenceOf } from './rules/presence-of.ts';
import { peopleKey, seatsKey } from './rules/seat-keys.ts';

/** Reads it. */
export async function lookAtPresence(
  redis: RedisConnection['commands'],
  room: string,
  nowMs: number,
): Promise<Presence> {
  const [sessions, people] = await Promise.all([
    redis.zrangebyscore(seatsKey(room), nowMs, '+inf'),
    redis.hgetall(peopleKey(room)),
  ]);
  return presenceOf(sessions, people);
}
