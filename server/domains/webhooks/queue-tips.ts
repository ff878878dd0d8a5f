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

/** Messages of one transaction: it is short however many endpoints each goes to. */
const atOnce = 20;

/** For a reaction: of one tip there is one message, in the order of the tips. */
export async function queueTips(
  { database, clock }: Pick<QueueDeps, 'database' | 'clock'>,
  accepted: readonly Told<{ readonly tipIds: readonly string[] }>[],
): Promise<void> {
  const ids = accepted.flatMap(({ body }) => body.tipIds);
  const received = await readReceived(database.read, ids);
  const performers = [...received.values()].map(({ tip }) => tip.to.id);
  const heard = await findHeard(database.read, performers, 'tip.received');
  const messages = accepted.flatMap(({ body, occasion: { happenedAt } }) =>
    body.tipIds.flatMap((id) => {
      const one = received.get(id);
      return one === undefined || !heard.has(one.tip.to.id) ? [] : [messageOf(one, happenedAt)];
    }),
  );
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

/** Known by the tip: an event tells of several. */
function messageOf({ tip, giverId }: ReceivedTip, at: Date) {
  return {
    ...{ id: tip.id, eventId: null, performerId: tip.to.id, type: 'tip.received' as const, at, subjectId: giverId },
    body: bodyOf('tip.received', at.getTime(), { tip: tipData(tip) }),
  };
}
