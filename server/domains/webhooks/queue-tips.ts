/**
 * Tells performers' endpoints of tips, with what the performer sees of each and nothing else: not who gave it anonymously, not a
 * message that waits for a moderator.
 */
import type { Told } from '#platform/outbox/index.ts';
import { type ReceivedTip, readReceived } from '../tips/index.ts';
import type { QueueDeps } from './parts.ts';
import { queueMessage } from './queue-message.ts';
import { bodyOf, tipData } from './rules/message-body.ts';
import { findHeard } from './store-queue.ts';

type TipTold = Told<{ readonly tipId: string }>;

/** Messages of one transaction: it is short however many endpoints each goes to. */
const atOnce = 20;

/** For a reaction: of one event there is one message, in the order of the events. */
export async function queueTips(
  { database, clock }: Pick<QueueDeps, 'database' | 'clock'>,
  accepted: readonly TipTold[],
): Promise<void> {
  const { read } = database;
  const received = await readReceived(
    read,
    accepted.map(({ body }) => body.tipId),
  );
  const heard = await findHeard(
    read,
    [...received.values()].map(({ tip }) => tip.to.id),
    'tip.received',
  );
  const messages = accepted.flatMap((told) => {
    const one = received.get(told.body.tipId);
    return one === undefined || !heard.has(one.tip.to.id) ? [] : [messageOf(one, told)];
  });
  const nowMs = clock.now();
  for (let from = 0; from < messages.length; from += atOnce) {
    await database.transact(async (tx) => {
      for (const [at, message] of messages.slice(from, from + atOnce).entries()) {
        // Each a millisecond after the one before: ids of one moment have no order, and these are sent in theirs.
        await queueMessage(tx, message, new Date(nowMs + from + at));
      }
    });
  }
}

function messageOf({ tip, giverId }: ReceivedTip, { occasion: { eventId, happenedAt } }: TipTold) {
  return {
    ...{ eventId, performerId: tip.to.id, type: 'tip.received' as const, at: happenedAt, subjectId: giverId },
    body: bodyOf('tip.received', happenedAt.getTime(), { tip: tipData(tip) }),
  };
}
