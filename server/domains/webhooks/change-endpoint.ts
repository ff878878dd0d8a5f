/**
 * Changes an address, what is told there, or whether anything is.
 */
import type { BodyOf } from '#protocol/http/route.ts';
import type { changeWebhook, WebhookEndpoint } from '#protocol/http/webhooks.ts';
import { noSuchWebhook } from './errors.ts';
import type { WebhookDeps } from './parts.ts';
import { requireTarget } from './require-target.ts';
import { showEndpoint } from './show-endpoint.ts';
import { type EndpointChange, lockEndpoint, updateEndpoint } from './store.ts';
import { failWaiting } from './store-sending.ts';

/**
 * What is absent stays. What waits when it is paused is not sent, and what happens while it is paused is not noted. Resumed, or led
 * elsewhere, it begins with a clean slate.
 * @throws Refusal RATE_LIMITED; VALIDATION_FAILED where nothing may be sent there; NOT_FOUND
 */
export async function changeEndpoint(
  deps: WebhookDeps,
  performerId: string,
  id: string,
  { url, description, events, paused }: BodyOf<typeof changeWebhook>,
): Promise<WebhookEndpoint> {
  const { database, limits, clock } = deps;
  await limits.take('webhookAct', performerId);
  const target = url === undefined ? undefined : await requireTarget(deps, url);
  await database.transact(async (tx) => {
    const endpoint = await lockEndpoint(tx, id, performerId);
    if (endpoint === null) throw noSuchWebhook();
    const now = new Date(clock.now());
    const pauses = paused === true && endpoint.pausedAt === null;
    const resumes = paused === false && endpoint.pausedAt !== null;
    const change: EndpointChange = {
      ...(target === undefined ? {} : { url: target, failingSince: null }),
      ...(description === undefined ? {} : { description }),
      ...(events === undefined ? {} : { events: [...new Set(events)] }),
      ...(pauses ? { pausedAt: now, pausedBecause: 'owner' as const } : {}),
      ...(resumes ? { pausedAt: null, pausedBecause: null, failingSince: null } : {}),
    };
    await updateEndpoint(tx, id, change);
    if (pauses) await failWaiting(tx, id, now);
  });
  return showEndpoint(deps, performerId, id);
}
