/**
 * A delivery as its performer sees it in the log.
 */
import type { WebhookDelivery } from '#protocol/http/webhooks.ts';
import type { DeliveryRow } from './store-log.ts';

/** Times in ISO 8601. */
export function describeDelivery(row: DeliveryRow): WebhookDelivery {
  const { id, endpointId, messageId, type, at, state, problem, attempts, status, tookMs, ...times } = row;
  return {
    ...{ id, endpointId, messageId, type, at: at.toISOString(), state, problem, attempts, status, tookMs },
    nextAttemptAt: times.nextAttemptAt?.toISOString() ?? null,
    settledAt: times.settledAt?.toISOString() ?? null,
  };
}
