/**
 * Tells performers' endpoints how many watch: once a minute a stream at most, and only where the number changed. It is the number
 * that everybody sees.
 */
import { type CountViewers, readStream } from '../streams/index.ts';
import type { QueueDeps } from './parts.ts';
import { queueMessage } from './queue-message.ts';
import { sampleEveryMs } from './rules/bounds.ts';
import { bodyOf, streamData } from './rules/message-body.ts';
import { findWatched, putSample } from './store-queue.ts';

export interface SampleDeps extends QueueDeps {
  readonly countViewers: CountViewers;
}

const page = 500;

/** For a job, every few seconds; run twice at once it tells once. Before anybody came nothing is told. @returns how many were told of */
export async function sampleViewers(deps: SampleDeps): Promise<number> {
  const nowMs = deps.clock.now();
  const since = new Date(nowMs - sampleEveryMs);
  let told = 0;
  for (let after: string | null = null; ; ) {
    const streams = await findWatched(deps.database.read, after, since, page);
    const counts = await deps.countViewers(streams.map(({ id }) => id));
    for (const { id, viewers: before } of streams) {
      const viewers = counts.get(id) ?? 0;
      if (viewers === (before ?? 0)) continue;
      if (await tell(deps, { id, viewers, now: new Date(nowMs), since })) told += 1;
    }
    after = streams.at(-1)?.id ?? null;
    if (streams.length < page) return told;
  }
}

interface Counted {
  readonly id: string;
  readonly viewers: number;
  readonly now: Date;
  readonly since: Date;
}

async function tell({ database, publicUrl }: SampleDeps, { id, viewers, now, since }: Counted): Promise<boolean> {
  const stream = await readStream(database.read, id);
  const message = {
    ...{ eventId: null, performerId: stream.performer.id, type: 'stream.viewers' as const, at: now, subjectId: null },
    body: bodyOf('stream.viewers', now.getTime(), { stream: streamData(stream, publicUrl), viewers }),
  };
  return database.transact(async (tx) => {
    if (!(await putSample(tx, { streamId: id, viewers, at: now }, since))) return false;
    await queueMessage(tx, message, now);
    return true;
  });
}
