/**
 * Makes the address of an overlay's page worthless: the page's next question, within a second, is refused.
 */
import type { OverlaySettings } from '#protocol/http/overlay.ts';
import type { BoardDeps } from './parts.ts';
import { overlayFrom } from './rules/overlay-settings.ts';
import { saveSecret } from './store-overlay.ts';

/** Nothing where there is none. @throws Refusal RATE_LIMITED */
export async function revokeSecret({ database, limits }: BoardDeps, performerId: string): Promise<OverlaySettings> {
  await limits.take('tipBoard', performerId);
  return overlayFrom(await database.transact((tx) => saveSecret(tx, performerId, null)));
}
