/**
 * How it goes in rooms, as their pages said within the last minute.
 */
import type { RedisConnection } from '#platform/redis/index.ts';
import type { RoomQuality } from '#protocol/http/media.ts';
import { summariseReports } from './rules/summarise-reports.ts';
import { readReports } from './store-reports.ts';

/** In the order given; a room of which nobody said anything has zeros. Rejects while Redis is away. */
export async function readQuality(
  redis: RedisConnection['commands'],
  rooms: readonly string[],
  nowMs: number,
): Promise<RoomQuality[]> {
  return Promise.all(rooms.map(async (room) => summariseReports(await readReports(redis, room, nowMs), nowMs)));
}
