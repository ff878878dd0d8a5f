/**
 * Begins a test: the performer sends, and only they and staff see it. Repeating it changes nothing and tells nobody twice.
 */
import { requirePerforming } from './access.ts';
import { notYourStream, streamNotFound, tooManyTested, wrongState } from './errors.ts';
import { mostTested } from './rules/at-once.ts';
import { stateAfter } from './rules/life-cycle.ts';
import type { StreamDeps } from './start-stream.ts';
import { countTested, lockStream, markTesting, type StreamRow } from './store.ts';

/**
 * @throws NOT_FOUND; FORBIDDEN where it is another performer's, or they are none any more; STREAM_STATE where it is live or
 * too old; CONFLICT where they test as many as one may
 */
export async function testStream(deps: StreamDeps, id: string, performerId: string): Promise<StreamRow> {
  const tested = await deps.database.transact(async (tx) => {
    await requirePerforming(tx, performerId);
    const stream = await lockStream(tx, id);
    if (stream === null) throw streamNotFound();
    if (stream.performerId !== performerId) throw notYourStream();
    const next = stateAfter(stream.state, 'test');
    if (next === null) throw wrongState(stream.state, 'be tested');
    if (next === stream.state) return stream;
    if ((await countTested(tx, performerId)) >= mostTested) throw tooManyTested(mostTested);
    await deps.news.record(tx, { name: 'stream.changed', key: id, body: { streamId: id } });
    return markTesting(tx, id, new Date(deps.clock.now()));
  });
  deps.news.deliverSoon(id);
  return tested;
}
