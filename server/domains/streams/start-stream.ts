/**
 * Takes a stream live. Repeating it changes nothing and tells nobody twice; a performer may have several streams live.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database } from '#platform/database/index.ts';
import type { News } from '#platform/outbox/index.ts';
import { notYourStream, streamNotFound, wrongState } from './errors.ts';
import type { StreamEvents } from './events.ts';
import { stateAfter } from './rules/life-cycle.ts';
import { lockStream, markLive, type StreamRow } from './store.ts';

export interface StreamDeps {
  readonly database: Database;
  readonly news: News<StreamEvents>;
  readonly clock: Clock;
}

/** @throws NOT_FOUND; FORBIDDEN where it is another performer's; STREAM_STATE where it is too old to go live again. */
export async function startStream(deps: StreamDeps, id: string, performerId: string): Promise<StreamRow> {
  const started = await deps.database.transact(async (tx) => {
    const stream = await lockStream(tx, id);
    if (stream === null) throw streamNotFound();
    if (stream.performerId !== performerId) throw notYourStream();
    const next = stateAfter(stream.state, 'start');
    if (next === null) throw wrongState(stream.state, 'go live');
    if (next === stream.state) return stream;
    await deps.news.record(tx, { name: 'stream.started', key: id, body: { streamId: id } });
    return markLive(tx, id, new Date(deps.clock.now()));
  });
  deps.news.deliverSoon(id);
  return started;
}
