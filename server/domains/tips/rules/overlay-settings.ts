/**
 * How an overlay behaves, as its performer sees it.
 */
import type { OverlaySettings } from '#protocol/http/overlay.ts';

/** As it is stored. */
export interface StoredOverlay {
  readonly leastTokens: number;
  /** 0 to 100. */
  readonly volume: number;
  readonly secretMadeAt: Date | null;
}

/** @param stored null: nothing was chosen yet; the same as the database's defaults */
export function overlayFrom(stored: StoredOverlay | null): OverlaySettings {
  const { leastTokens, volume, secretMadeAt } = stored ?? { leastTokens: 1, volume: 70, secretMadeAt: null };
  return { leastTokens: String(leastTokens), volume, madeAt: secretMadeAt?.toISOString() ?? null };
}
