/**
 * Begins a session of a stream that goes live: from here on its split is frozen, whatever becomes of the splits.
 */
import { present } from '#kernel/assert.ts';
import { newId } from '#kernel/ids.ts';
import type { Writer } from '#platform/database/index.ts';
import type { SplitName } from '#protocol/http/economy.ts';
import { readSplits } from '../policies/index.ts';
import type { StreamRow } from './store.ts';
import { findOpenOf, insertSession } from './store-sessions.ts';

/**
 * In the transaction that locked the stream. Where one is open nothing happens, so that a stream that is live without one
 * (it was so before there were sessions) gets it when it is started once more.
 * @param defaultSplit what holds where the stream chose none
 */
export async function openSession(tx: Writer, stream: StreamRow, defaultSplit: SplitName, now: Date): Promise<void> {
  if ((await findOpenOf(tx, stream.id)) !== null) return;
  const split = present((await readSplits(tx)).get(stream.splitName ?? defaultSplit), 'the split of the stream');
  const { id: streamId, performerId } = stream;
  await insertSession(tx, {
    ...{ id: newId(now.getTime()), streamId, performerId, startedAt: now },
    ...{ splitName: split.name, splitVersion: split.version },
  });
}
