/**
 * Ends live streams, and tests, that have sent nothing for a minute.
 */
import { endStream } from './end-stream.ts';
import { silentSinceMs } from './rules/silence.ts';
import type { StreamDeps } from './start-stream.ts';
import { findSilentStreams, findSilentTests } from './store.ts';

/** For a job, every few seconds; repeating it is harmless. @returns the ids of the streams found silent. */
export async function expireSilentStreams(deps: StreamDeps): Promise<string[]> {
  const { read } = deps.database;
  const before = new Date(silentSinceMs(deps.clock.now()));
  const [live, tests] = [await findSilentStreams(read, before), await findSilentTests(read, before)];
  const silent = [
    ...live.map(({ id, liveSince }) => ({ id, since: liveSince })),
    ...tests.map(({ id, testingSince }) => ({ id, since: testingSince })),
  ];
  const ends = await Promise.allSettled(
    silent.map(({ id, since }) => endStream(deps, id, { reason: 'no_media', since })),
  );
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return silent.map(({ id }) => id);
}
