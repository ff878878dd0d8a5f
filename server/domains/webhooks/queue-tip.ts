/**
 * Tells a performer's endpoints of a tip, with what the performer sees of it and nothing else: not who gave it anonymously, not a
 * message that waits for a moderator.
 */
import type { Occasion } from '#platform/outbox/index.ts';
import { readReceived } from '../tips/index.ts';
import type { QueueDeps } from './parts.ts';
import { queueMessage } from './queue-message.ts';
import { bodyOf, tipData } from './rules/message-body.ts';

/** For a reaction: of one event there is one message. */
export async function queueTip(
  { database, clock }: Pick<QueueDeps, 'database' | 'clock'>,
  { tipId }: { readonly tipId: string },
  { eventId, happenedAt }: Pick<Occasion, 'eventId' | 'happenedAt'>,
): Promise<void> {
  const received = await readReceived(database.read, tipId);
  if (received === null) return;
  const { tip, giverId } = received;
  const message = {
    ...{ eventId, performerId: tip.to.id, type: 'tip.received' as const, at: happenedAt, subjectId: giverId },
    body: bodyOf('tip.received', happenedAt.getTime(), { tip: tipData(tip) }),
  };
  await database.transact((tx) => queueMessage(tx, message, new Date(clock.now())));
}
