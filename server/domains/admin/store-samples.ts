/**
 * The samples of the last quarter of an hour: lists in Redis of bounded length, which end by themselves. They may be lost.
 */
import type { z } from 'zod';
import type { RedisConnection } from '#platform/redis/index.ts';
import { MediaSample, RoomSample, sampleEveryMs, samplesKept } from '#protocol/http/media.ts';

type Redis = RedisConnection['commands'];

const lastMs = sampleEveryMs * samplesKept;
const allKey = 'media:samples';
const roomKey = (room: string): string => `media:samples:${room}`;

/** Keeps one sample of everything and one of each of these rooms. */
export async function keepSamples(
  redis: Redis,
  sample: MediaSample,
  rooms: ReadonlyMap<string, RoomSample>,
): Promise<void> {
  const work = redis.pipeline();
  const keep = (key: string, value: MediaSample | RoomSample): void => {
    work
      .lpush(key, JSON.stringify(value))
      .ltrim(key, 0, samplesKept - 1)
      .pexpire(key, lastMs);
  };
  keep(allKey, sample);
  for (const [room, one] of rooms) keep(roomKey(room), one);
  const failed = (await work.exec())?.find(([error]) => error !== null);
  if (failed?.[0]) throw failed[0];
}

/** Samples after a moment, milliseconds since 1970, oldest first. */
export function readSamples(redis: Redis, sinceMs: number): Promise<MediaSample[]> {
  return readAll(redis, allKey, MediaSample, sinceMs);
}

/** One room's, oldest first. */
export function readRoomSamples(redis: Redis, room: string, sinceMs: number): Promise<RoomSample[]> {
  return readAll(redis, roomKey(room), RoomSample, sinceMs);
}

/** A sample of another version of this program is left out. */
async function readAll<S extends z.ZodType<{ at: number }>>(
  redis: Redis,
  key: string,
  schema: S,
  sinceMs: number,
): Promise<z.infer<S>[]> {
  const newestFirst = await redis.lrange(key, 0, samplesKept - 1);
  const read = newestFirst.flatMap((text) => schema.safeParse(JSON.parse(text)).data ?? []);
  return read.filter(({ at }) => at > sinceMs).reverse();
}
