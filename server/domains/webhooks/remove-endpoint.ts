/**
 * Removes an address with its log. What is under way there ends; what came of it is written down nowhere.
 */
import { noSuchWebhook } from './errors.ts';
import type { WebhookDeps } from './parts.ts';
import { deleteEndpoint } from './store.ts';

/** @throws Refusal RATE_LIMITED, NOT_FOUND */
export async function removeEndpoint(
  { database, limits }: Pick<WebhookDeps, 'database' | 'limits'>,
  performerId: string,
  id: string,
): Promise<void> {
  await limits.take('webhookAct', performerId);
  const removed = await database.transact((tx) => deleteEndpoint(tx, performerId, id));
  if (!removed) throw noSuchWebhook();
}
