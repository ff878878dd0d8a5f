/**
 * Tells a performer's endpoints that a stream of theirs began or ended.
 */
import type { Occasion } from '#platform/outbox/index.ts';
import { readStream } from '../streams/index.ts';
import type { QueueDeps } from './parts.ts';
import { queueMessage } from './queue-message.ts';
import { bodyOf, streamData } from './rules/message-body.ts';

type Life =
  | { readonly type: 'stream.started'; readonly streamId: string }
  | { readonly type: 'stream.ended'; readonly streamId: string; readonly reason: 'ended' | 'no_media' };

/** For a reaction: of one event there is one message. What is said of the stream is as it is when this runs. @throws NOT_FOUND */
export async function queueLife(
  { database, clock, publicUrl }: QueueDeps,
  life: Life,
  { eventId, happenedAt }: Pick<Occasion, 'eventId' | 'happenedAt'>,
): Promise<void> {
  const stream = await readStream(database.read, life.streamId);
  // That two people met is not for other programs.
  if (stream.guest !== null) return;
  const moment = happenedAt.toISOString();
  const data = {
    stream: streamData(stream, publicUrl),
    ...(life.type === 'stream.started' ? { startedAt: moment } : { endedAt: moment, reason: life.reason }),
  };
  const message = {
    ...{ eventId, performerId: stream.performer.id, type: life.type, at: happenedAt, subjectId: null },
    body: bodyOf(life.type, happenedAt.getTime(), data),
  };
  await database.transact((tx) => queueMessage(tx, message, new Date(clock.now())));
}
