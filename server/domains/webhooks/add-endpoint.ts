/**
 * Adds an address that is told from now on.
 */
import { newId } from '#kernel/ids.ts';
import type { BodyOf } from '#protocol/http/route.ts';
import { type addWebhook, mostWebhooks, type WebhookEndpoint } from '#protocol/http/webhooks.ts';
import { tooManyWebhooks } from './errors.ts';
import { makeSecret } from './make-secret.ts';
import type { WebhookDeps } from './parts.ts';
import { requireTarget } from './require-target.ts';
import { showEndpoint } from './show-endpoint.ts';
import { findEndpoints, insertEndpoint, lockAdding } from './store.ts';

/**
 * @returns the secret too, which is not to be had again
 * @throws Refusal RATE_LIMITED; VALIDATION_FAILED where nothing may be sent there; CONFLICT where they have as many as one may
 */
export async function addEndpoint(
  deps: WebhookDeps,
  performerId: string,
  { url, description, events }: BodyOf<typeof addWebhook>,
): Promise<{ endpoint: WebhookEndpoint; secret: string }> {
  const { database, limits, clock, secretKey } = deps;
  await limits.take('webhookAct', performerId);
  const target = await requireTarget(deps, url);
  const now = clock.now();
  const id = newId(now);
  const secret = makeSecret(secretKey, id);
  await database.transact(async (tx) => {
    await lockAdding(tx, performerId);
    const { length } = await findEndpoints(tx, performerId);
    if (length >= mostWebhooks) throw tooManyWebhooks(mostWebhooks);
    const given = { url: target, description, events: [...new Set(events)] };
    await insertEndpoint(tx, { id, performerId, ...given, sealedSecret: secret.sealed, at: new Date(now) });
  });
  return { endpoint: await showEndpoint(deps, performerId, id), secret: secret.shown };
}
