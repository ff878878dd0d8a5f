/**
 * What many performers show right now: for the list of those whom somebody follows.
 */
import type { Reader } from '#platform/database/index.ts';
import type { Stream } from '#protocol/http/streams.ts';
import { describeStreams } from './describe-streams.ts';
import { findLiveOf } from './store.ts';

/** By performer; who shows nothing is absent, of several shows the one that went live last. */
export async function readLiveOf(read: Reader, performerIds: readonly string[]): Promise<ReadonlyMap<string, Stream>> {
  if (performerIds.length === 0) return new Map();
  const live = await describeStreams(read, await findLiveOf(read, performerIds));
  return new Map(live.map((stream) => [stream.performer.id, stream]));
}
