/**
 * Which channels somebody follows, as Redis knows it: a channel is there while it is written to or followed. What nobody
 * follows any more expires by itself, so that being told of something costs nothing for people who are elsewhere.
 */
import { type Repeating, repeat } from '#kernel/repeat.ts';
import type { RedisConnection } from '../redis/index.ts';
import type { Log } from '../telemetry/log.ts';
import { keptSeconds } from './publish.ts';
import { type Channel, epochKey, streamKey } from './stream-key.ts';

type Commands = RedisConnection['commands'];

/** How often what is followed is kept from expiring, in milliseconds. */
const keepEveryMs = (keptSeconds * 1_000) / 4;

/** Keeps silent channels that are followed from expiring, and their numberings with them. */
export async function keepChannels(redis: Commands, channels: Iterable<Channel>): Promise<void> {
  const work = redis.pipeline();
  for (const channel of channels) work.expire(streamKey(channel), keptSeconds).expire(epochKey(channel), keptSeconds);
  await work.exec();
}

/** Keeps what is followed, whatever that is at the time, until it is stopped. */
export function keepFollowed(redis: Commands, followed: () => Iterable<Channel>, log: Log): Repeating {
  const failed = (error: unknown): void => log.warn({ err: error }, 'silent channels could not be kept');
  return repeat(keepEveryMs, () => keepChannels(redis, followed()), failed);
}

/**
 * Of these people those whose channel is there: everybody who is on the site, and who was within the last hour.
 * In the order given. Rejects where Redis is away.
 */
export async function listening(redis: Commands, persons: readonly string[]): Promise<string[]> {
  if (persons.length === 0) return [];
  const work = redis.pipeline();
  for (const person of persons) work.exists(streamKey({ person }));
  const there = (await work.exec()) ?? [];
  for (const [error] of there) if (error !== null) throw error;
  return persons.filter((_person, at) => there[at]?.[1] === 1);
}
