/**
 * Sends one delivery again, whatever became of it, under the same id.
 */
import type { WebhookDelivery } from '#protocol/http/webhooks.ts';
import { beingSent, noSuchDelivery, sentTooOften, webhookPaused } from './errors.ts';
import type { WebhookDeps } from './parts.ts';
import { mostAttempts } from './rules/bounds.ts';
import { showDelivery } from './show-delivery.ts';
import { lockEndpoint } from './store.ts';
import { findDelivery, requeue } from './store-log.ts';

/** One that waits is sent now. @throws Refusal RATE_LIMITED, NOT_FOUND; CONFLICT where its endpoint is paused, it is under way, or was tried as often as one can be */
export async function replayDelivery(
  { database, limits, clock }: WebhookDeps,
  performerId: string,
  id: string,
): Promise<WebhookDelivery> {
  await limits.take('webhookAct', performerId);
  const found = await findDelivery(database.read, performerId, id);
  if (found === null) throw noSuchDelivery();
  if (found.attempts >= mostAttempts) throw sentTooOften(mostAttempts);
  await database.transact(async (tx) => {
    const endpoint = await lockEndpoint(tx, found.endpointId, performerId);
    if (endpoint === null) throw noSuchDelivery();
    if (endpoint.pausedAt !== null) throw webhookPaused();
    if (!(await requeue(tx, id, new Date(clock.now())))) throw beingSent();
  });
  return showDelivery(database.read, performerId, id);
}
