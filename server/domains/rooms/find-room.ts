/**
 * The room where its media is, opened there if it is not.
 */
import type { PlaceDeps, PlacedRoom } from './parts.ts';
import type { Hold, Placement } from './store.ts';

/** @returns undefined where its media is nowhere. @throws Refusal MEDIA_UNAVAILABLE, MEDIA_EPOCH_STALE */
export async function findRoom(
  deps: PlaceDeps,
  room: string,
  { node, mediaEpoch, hold }: Placement & { readonly hold: Hold },
): Promise<PlacedRoom | undefined> {
  if (node === null || mediaEpoch === 0) return undefined;
  const answer = await deps.nodes.request(node, 'room.open', { room, mediaEpoch, ...heldBack(hold) });
  return { room, node, mediaEpoch, ...answer };
}

/** In the node's terms. A room about which nothing was ever decided needs no word. */
function heldBack({ version, muted, paused }: Hold): { hold?: { version: number; audio: boolean; video: boolean } } {
  return version === 0 ? {} : { hold: { version, audio: muted || paused, video: paused } };
}
