/**
 * Makes a new secret. The one before signs beside it for a day, so that receivers can change over without losing anything.
 */
import type { WebhookEndpoint } from '#protocol/http/webhooks.ts';
import { noSuchWebhook } from './errors.ts';
import { makeSecret } from './make-secret.ts';
import type { WebhookDeps } from './parts.ts';
import { oldSecretMs } from './rules/bounds.ts';
import { showEndpoint } from './show-endpoint.ts';
import { lockEndpoint, replaceSecret } from './store.ts';

/** Of three secrets in a day the first signs no more. @returns the secret too, which is not to be had again @throws Refusal RATE_LIMITED, NOT_FOUND */
export async function rotateSecret(
  deps: WebhookDeps,
  performerId: string,
  id: string,
): Promise<{ endpoint: WebhookEndpoint; secret: string }> {
  const { database, limits, clock, secretKey } = deps;
  await limits.take('webhookAct', performerId);
  const secret = makeSecret(secretKey, id);
  const now = clock.now();
  await database.transact(async (tx) => {
    if ((await lockEndpoint(tx, id, performerId)) === null) throw noSuchWebhook();
    await replaceSecret(tx, id, { sealed: secret.sealed, at: new Date(now), oldUntil: new Date(now + oldSecretMs) });
  });
  return { endpoint: await showEndpoint(deps, performerId, id), secret: secret.shown };
}
