/**
 * Puts one message on its way to every endpoint of a performer that wants it. In one transaction: a message that is there was
 * queued for all of them, so an event that is delivered again finds it and does nothing.
 */
import { newId } from '#kernel/ids.ts';
import type { Writer } from '#platform/database/index.ts';
import { mostWaiting } from './rules/bounds.ts';
import { countWaiting, findListening, insertDelivery, insertMessage, type NewMessage } from './store-queue.ts';

/**
 * @param message where it tells of a part of an event, with an id that is the same however often it is queued; else one is made
 * @param now when it is queued
 */
export async function queueMessage(
  tx: Writer,
  message: Omit<NewMessage, 'id'> & { readonly id?: string },
  now: Date,
): Promise<void> {
  const listening = await findListening(tx, message.performerId, message.type);
  if (listening.length === 0) return;
  const messageId = message.id ?? newId(now.getTime());
  if (!(await insertMessage(tx, { ...message, id: messageId }))) return;
  for (const endpointId of listening) {
    const full = (await countWaiting(tx, endpointId, mostWaiting)) >= mostWaiting;
    await insertDelivery(tx, { id: newId(now.getTime()), messageId, endpointId, at: now, full });
  }
}
