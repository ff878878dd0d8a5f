/**
 * Makes the address of an overlay's page worthless: the question that its page holds is refused at once, as is every other.
 */
import type { OverlaySettings } from '#protocol/http/overlay.ts';
import type { BoardDeps } from './parts.ts';
import { overlayFrom } from './rules/overlay-settings.ts';
import { saveSecret } from './store-overlay.ts';

/** Nothing where there is none. @throws Refusal RATE_LIMITED */
export async function revokeSecret(
  { database, limits, wakeOverlay }: BoardDeps,
  performerId: string,
): Promise<OverlaySettings> {
  await limits.take('tipBoard', performerId);
  const stored = await database.transact((tx) => saveSecret(tx, performerId, null));
  wakeOverlay(performerId);
  return overlayFrom(stored);
}
