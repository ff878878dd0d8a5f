/**
 * A test is over: the stream is what it was before it, and whoever waits for it sees so.
 */
import type { Writer } from '#platform/database/index.ts';
import { afterTest } from './rules/life-cycle.ts';
import type { StreamDeps } from './start-stream.ts';
import { markTested, type StreamRow } from './store.ts';

/** In the transaction that locked the stream, which is tested. */
export async function endTest(deps: Pick<StreamDeps, 'news'>, tx: Writer, stream: StreamRow): Promise<StreamRow> {
  const { id, endedAt } = stream;
  await deps.news.record(tx, { name: 'stream.changed', key: id, body: { streamId: id } });
  return markTested(tx, id, afterTest(endedAt));
}
