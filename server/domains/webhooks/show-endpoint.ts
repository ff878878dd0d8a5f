/**
 * One endpoint as its performer sees it after something was done to it.
 */
import type { WebhookEndpoint } from '#protocol/http/webhooks.ts';
import { describeEndpoints } from './describe-endpoints.ts';
import { noSuchWebhook } from './errors.ts';
import type { WebhookDeps } from './parts.ts';
import { findEndpoint } from './store.ts';

/** @throws Refusal NOT_FOUND where it is not theirs */
export async function showEndpoint(
  { database, clock }: Pick<WebhookDeps, 'database' | 'clock'>,
  performerId: string,
  id: string,
): Promise<WebhookEndpoint> {
  const row = await findEndpoint(database.read, performerId, id);
  const [shown] = row === null ? [] : await describeEndpoints(database.read, [row], clock.now());
  if (shown === undefined) throw noSuchWebhook();
  return shown;
}
