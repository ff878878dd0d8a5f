/**
 * Makes the address of an overlay's page. It is shown once; what is kept is a hash, by which nobody finds it.
 */
import { hashSecret, newSecret } from '#kernel/ids.ts';
import type { OverlaySettings } from '#protocol/http/overlay.ts';
import type { BoardDeps } from './parts.ts';
import { overlayFrom } from './rules/overlay-settings.ts';
import { saveSecret } from './store-overlay.ts';

/** The one before works no more from this moment on. @throws Refusal RATE_LIMITED */
export async function makeSecret(
  { database, clock, limits, publicUrl, wakeOverlay }: BoardDeps,
  performerId: string,
): Promise<{ url: string; overlay: OverlaySettings }> {
  await limits.take('tipBoard', performerId);
  const secret = newSecret();
  const kept = { hash: hashSecret(secret), at: new Date(clock.now()) };
  const stored = await database.transact((tx) => saveSecret(tx, performerId, kept));
  wakeOverlay(performerId);
  return { url: new URL(`/overlay/${secret}`, publicUrl).href, overlay: overlayFrom(stored) };
}
