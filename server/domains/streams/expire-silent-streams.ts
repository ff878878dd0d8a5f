/**
 * Ends live streams that have sent nothing for a minute.
 */
import { endStream } from './end-stream.ts';
import { silentSinceMs } from './rules/silence.ts';
import type { StreamDeps } from './start-stream.ts';
import { findSilentStreams } from './store.ts';

/** For a job, every few seconds; repeating it is harmless. @returns the ids of the streams found silent. */
export async function expireSilentStreams(deps: StreamDeps): Promise<string[]> {
  const silent = await findSilentStreams(deps.database.read, new Date(silentSinceMs(deps.clock.now())));
  for (const { id, liveSince } of silent) await endStream(deps, id, { reason: 'no_media', liveSince });
  return silent.map(({ id }) => id);
}
