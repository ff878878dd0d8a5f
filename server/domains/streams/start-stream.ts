/**
 * Takes a stream live, in a session that keeps its split. Repeating it changes nothing and tells nobody twice; a performer may have a few streams live.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database } from '#platform/database/index.ts';
import type { News } from '#platform/outbox/index.ts';
import type { SplitName } from '#protocol/http/economy.ts';
import { requirePerforming } from './access.ts';
import { notYourStream, streamNotFound, tooManyLive, wrongState } from './errors.ts';
import type { StreamEvents } from './events.ts';
import { openSession } from './open-session.ts';
import { mostLive } from './rules/at-once.ts';
import { stateAfter } from './rules/life-cycle.ts';
import { countLive, lockStream, markLive, type StreamRow } from './store.ts';

export interface StreamDeps {
  readonly database: Database;
  readonly news: News<StreamEvents>;
  readonly clock: Clock;
}

export interface StartDeps extends StreamDeps {
  /** What holds where a stream chose no split. */
  readonly defaultSplit: SplitName;
}

/**
 * @param by the house starts its demo, however much its performer has live
 * @throws NOT_FOUND; FORBIDDEN where it is another performer's, or they are none any more; STREAM_STATE where it is too old
 * to go live again; CONFLICT where they have as many live as one may
 */
export async function startStream(
  deps: StartDeps,
  id: string,
  performerId: string,
  by: 'performer' | 'house' = 'performer',
): Promise<StreamRow> {
  const started = await deps.database.transact(async (tx) => {
    await requirePerforming(tx, performerId);
    const stream = await lockStream(tx, id);
    if (stream === null) throw streamNotFound();
    if (stream.performerId !== performerId) throw notYourStream();
    const next = stateAfter(stream.state, 'start');
    if (next === null) throw wrongState(stream.state, 'go live');
    const already = next === stream.state;
    const full = async (): Promise<boolean> => (await countLive(tx, performerId)) >= mostLive;
    if (!already && by === 'performer' && (await full())) throw tooManyLive(mostLive);
    const now = new Date(deps.clock.now());
    // Also where it is live already: it may be so since before there were sessions.
    await openSession(tx, stream, deps.defaultSplit, now);
    if (already) return stream;
    await deps.news.record(tx, { name: 'stream.started', key: id, body: { streamId: id } });
    return markLive(tx, id, now);
  });
  deps.news.deliverSoon(id);
  return started;
}
