/**
 * How many watch, for lists of rooms.
 */
import type { RedisConnection } from '#platform/redis/index.ts';
import { countKey } from './rules/seat-keys.ts';

/** As last announced in each room; 0 where nobody is. */
export async function countViewers(
  redis: RedisConnection['commands'],
  rooms: readonly string[],
): Promise<Map<string, number>> {
  if (rooms.length === 0) return new Map();
  const counts = await redis.mget(rooms.map(countKey));
  return new Map(rooms.map((room, index) => [room, Number(counts[index] ?? 0)]));
}
