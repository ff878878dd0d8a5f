/**
 * The queries of overlays: how each behaves, and the secret of its page, by its hash only.
 */
import type { Reader, Writer } from '#platform/database/index.ts';

const columns = { leastTokens: true, volume: true, secretMadeAt: true } as const;

/** How a performer's overlay behaves; null: as all do by themselves. */
export function findOverlay(read: Reader, performerId: string) {
  return read.tipOverlay.findUnique({ where: { performerId }, select: columns });
}

/** Whose secret this is, and how their overlay behaves. */
export function findOverlayBySecret(read: Reader, secretHash: string) {
  return read.tipOverlay.findUnique({ where: { secretHash }, select: { ...columns, performerId: true } });
}

/** Absent fields stay as they are. */
export function saveOverlay(
  tx: Writer,
  performerId: string,
  given: { readonly leastTokens?: number; readonly volume?: number },
) {
  return tx.tipOverlay.upsert({
    ...{ where: { performerId }, create: { performerId, ...given }, update: given, select: columns },
  });
}

/** A new secret in place of the one there is; null: none any more. */
export function saveSecret(
  tx: Writer,
  performerId: string,
  secret: { readonly hash: string; readonly at: Date } | null,
) {
  const given = { secretHash: secret?.hash ?? null, secretMadeAt: secret?.at ?? null };
  return tx.tipOverlay.upsert({
    ...{ where: { performerId }, create: { performerId, ...given }, update: given, select: columns },
  });
}
