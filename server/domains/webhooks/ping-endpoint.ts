/**
 * Sends a ping, so that whoever sets up a receiver sees something arrive.
 */
import { newId } from '#kernel/ids.ts';
import type { WebhookDelivery } from '#protocol/http/webhooks.ts';
import { noSuchWebhook, tooMuchWaiting, webhookPaused } from './errors.ts';
import type { WebhookDeps } from './parts.ts';
import { mostWaiting } from './rules/bounds.ts';
import { bodyOf } from './rules/message-body.ts';
import { showDelivery } from './show-delivery.ts';
import { lockEndpoint } from './store.ts';
import { countWaiting, insertDelivery, insertMessage } from './store-queue.ts';

/** @throws Refusal RATE_LIMITED, NOT_FOUND; CONFLICT where it is paused, or too much waits there */
export async function pingEndpoint(
  { database, limits, clock }: WebhookDeps,
  performerId: string,
  endpointId: string,
): Promise<WebhookDelivery> {
  await limits.take('webhookPing', performerId);
  const now = new Date(clock.now());
  const [id, messageId] = [newId(now.getTime()), newId(now.getTime())];
  const body = bodyOf('ping', now.getTime(), { endpointId });
  await database.transact(async (tx) => {
    const endpoint = await lockEndpoint(tx, endpointId, performerId);
    if (endpoint === null) throw noSuchWebhook();
    if (endpoint.pausedAt !== null) throw webhookPaused();
    if ((await countWaiting(tx, endpointId, mostWaiting)) >= mostWaiting) throw tooMuchWaiting(mostWaiting);
    const message = { id: messageId, performerId, type: 'ping' as const, body, at: now };
    await insertMessage(tx, { ...message, eventId: null, subjectId: null });
    await insertDelivery(tx, { id, messageId, endpointId, at: now, full: false });
  });
  return showDelivery(database.read, performerId, id);
}
