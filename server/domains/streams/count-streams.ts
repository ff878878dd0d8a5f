/**
 * Puts beside each stream how many people watch it. They are counted in Redis, by `rooms`; while that is away the streams
 * still stand, uncounted.
 */
import { isRedisDown } from '#platform/redis/failures.ts';
import type { ListedStream, Stream } from '#protocol/http/streams.ts';

/** People watching, by stream; streams nobody watches may be absent. */
export type CountViewers = (ids: readonly string[]) => Promise<ReadonlyMap<string, number>>;

/** In the order given. */
export async function countStreams(countViewers: CountViewers, streams: readonly Stream[]): Promise<ListedStream[]> {
  const ids = streams.map(({ id }) => id);
  const counts = ids.length === 0 ? new Map<string, number>() : await countOrNone(countViewers, ids);
  return streams.map((stream) => ({ ...stream, viewers: counts.get(stream.id) ?? 0 }));
}

async function countOrNone(countViewers: CountViewers, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  try {
    return await countViewers(ids);
  } catch (error) {
    if (isRedisDown(error)) return new Map();
    throw error;
  }
}
