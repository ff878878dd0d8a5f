/**
 * Changes how a performer's overlay behaves; its page is told at once.
 */
import type { OverlaySettings } from '#protocol/http/overlay.ts';
import type { BoardDeps } from './parts.ts';
import { overlayFrom } from './rules/overlay-settings.ts';
import { saveOverlay } from './store-overlay.ts';

/** Absent fields stay. @throws Refusal RATE_LIMITED */
export async function setOverlay(
  { database, limits, wakeOverlay }: BoardDeps,
  performerId: string,
  { leastTokens, volume }: { readonly leastTokens?: number | undefined; readonly volume?: number | undefined },
): Promise<OverlaySettings> {
  await limits.take('preferences', performerId);
  const given = {
    ...(leastTokens === undefined ? {} : { leastTokens }),
    ...(volume === undefined ? {} : { volume }),
  };
  const stored = await database.transact((tx) => saveOverlay(tx, performerId, given));
  wakeOverlay(performerId);
  return overlayFrom(stored);
}
