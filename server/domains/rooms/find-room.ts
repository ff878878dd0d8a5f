/**
 * The room where its media is, opened there if it is not.
 */
import type { PlaceDeps, PlacedRoom } from './parts.ts';
import type { Placement } from './store.ts';

/** @returns undefined where its media is nowhere. @throws Refusal MEDIA_UNAVAILABLE, MEDIA_EPOCH_STALE */
export async function findRoom(
  deps: PlaceDeps,
  room: string,
  { node, mediaEpoch }: Placement,
): Promise<PlacedRoom | undefined> {
  if (node === null || mediaEpoch === 0) return undefined;
  const answer = await deps.nodes.request(node, 'room.open', { room, mediaEpoch });
  return { room, node, mediaEpoch, ...answer };
}
