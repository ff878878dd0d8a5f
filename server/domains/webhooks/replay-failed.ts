/**
 * Sends again what failed since some moment: for whoever repaired a receiver.
 */
import { noSuchWebhook, tooMuchWaiting, webhookPaused } from './errors.ts';
import type { WebhookDeps } from './parts.ts';
import { mostAttempts, mostReplayed, mostWaiting } from './rules/bounds.ts';
import { lockEndpoint } from './store.ts';
import { requeueFailed } from './store-log.ts';
import { countWaiting } from './store-queue.ts';

/** @returns how many, and whether there may be more @throws Refusal RATE_LIMITED, NOT_FOUND; CONFLICT where it is paused, or too much waits */
export async function replayFailed(
  { database, limits, clock }: WebhookDeps,
  performerId: string,
  endpointId: string,
  since: string,
): Promise<{ replayed: number; more: boolean }> {
  await limits.take('webhookAct', performerId);
  return database.transact(async (tx) => {
    const endpoint = await lockEndpoint(tx, endpointId, performerId);
    if (endpoint === null) throw noSuchWebhook();
    if (endpoint.pausedAt !== null) throw webhookPaused();
    const free = mostWaiting - (await countWaiting(tx, endpointId, mostWaiting));
    if (free <= 0) throw tooMuchWaiting(mostWaiting);
    const most = Math.min(mostReplayed, free);
    // Postgres does not know every year that JavaScript does.
    const from = { since: new Date(Math.max(0, Date.parse(since))), now: new Date(clock.now()), tried: mostAttempts };
    const replayed = await requeueFailed(tx, endpointId, from, most);
    return { replayed, more: replayed === most };
  });
}
