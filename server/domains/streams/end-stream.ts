/**
 * Ends a live stream or a test, on the performer's wish or because nothing was sent. Repeating it changes nothing and tells
 * nobody twice.
 */
import type { Writer } from '#platform/database/index.ts';
import { endTest } from './end-test.ts';
import { notYourStream, streamNotFound, wrongState } from './errors.ts';
import { stateAfter } from './rules/life-cycle.ts';
import type { StreamDeps } from './start-stream.ts';
import { lockStream, markOffline, type StreamRow } from './store.ts';
import { closeSessions } from './store-sessions.ts';

/** Who ends it: its performer; or we, where the session or the test that began at `since` went silent. */
export type Ending = { readonly performerId: string } | { readonly reason: 'no_media'; readonly since: Date };

/**
 * @throws NOT_FOUND; FORBIDDEN where it is another performer's; STREAM_STATE where it never was live or is too old. For
 * `no_media` nothing of the kind: a session that is over, or another one, is left as it is.
 */
export async function endStream(deps: StreamDeps, id: string, ending: Ending): Promise<StreamRow> {
  const ended = await deps.database.transact(async (tx) => {
    const stream = await lockStream(tx, id);
    if (stream === null) throw streamNotFound();
    return 'reason' in ending ? fallSilent(deps, tx, stream, ending.since) : end(deps, tx, stream, ending.performerId);
  });
  deps.news.deliverSoon(id);
  return ended;
}

async function end(deps: StreamDeps, tx: Writer, stream: StreamRow, performerId: string): Promise<StreamRow> {
  if (stream.performerId !== performerId) throw notYourStream();
  const next = stateAfter(stream.state, 'end');
  if (next === null) throw wrongState(stream.state, 'be ended');
  if (stream.state === 'TESTING') return endTest(deps, tx, stream);
  return next === stream.state ? stream : goOffline(deps, tx, stream, 'ended');
}

async function fallSilent(deps: StreamDeps, tx: Writer, stream: StreamRow, since: Date): Promise<StreamRow> {
  const { state, liveSince, testingSince } = stream;
  if (state === 'TESTING' && testingSince?.getTime() === since.getTime()) return endTest(deps, tx, stream);
  const same = state === 'LIVE' && liveSince?.getTime() === since.getTime();
  return same ? goOffline(deps, tx, stream, 'no_media') : stream;
}

async function goOffline(
  deps: StreamDeps,
  tx: Writer,
  stream: StreamRow,
  reason: 'ended' | 'no_media',
): Promise<StreamRow> {
  const { id } = stream;
  await deps.news.record(tx, { name: 'stream.ended', key: id, body: { streamId: id, reason } });
  const ended = await markOffline(tx, stream, new Date(deps.clock.now()));
  await closeSessions(tx, id, ended.endedAt ?? new Date(deps.clock.now()));
  return ended;
}
