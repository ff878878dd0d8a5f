/**
 * Endpoints as their performer sees them: with what waits and what was sent last, without secrets.
 */
import type { Reader } from '#platform/database/index.ts';
import type { WebhookEndpoint } from '#protocol/http/webhooks.ts';
import { describeDelivery } from './describe-delivery.ts';
import type { EndpointRow } from './store.ts';
import { findLatest } from './store-log.ts';

/** In the order given. Times in ISO 8601. @param nowMs an old secret that is over by then is not told of */
export async function describeEndpoints(
  read: Reader,
  rows: readonly EndpointRow[],
  nowMs: number,
): Promise<WebhookEndpoint[]> {
  const latest = await findLatest(
    read,
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, url, description, events, pausedAt, pausedBecause, oldSecretUntil, ...times }) => {
    const { waiting, last } = latest.get(id) ?? { waiting: 0, last: null };
    const isOldGood = oldSecretUntil !== null && oldSecretUntil.getTime() > nowMs;
    return {
      ...{ id, url, description, events: [...events], createdAt: times.createdAt.toISOString() },
      ...{ state: pausedAt === null ? 'active' : 'paused', pausedBecause, waiting },
      failingSince: times.failingSince?.toISOString() ?? null,
      secretMadeAt: times.secretMadeAt.toISOString(),
      oldSecretUntil: isOldGood ? oldSecretUntil.toISOString() : null,
      last: last === null ? null : describeDelivery(last),
    };
  });
}
