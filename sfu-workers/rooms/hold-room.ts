/**
 * What moderators keep from a room's audience: its sound, its pictures or both. Those who are hidden receive them all the same, and the
 * performer goes on sending.
 */
import type { types } from 'mediasoup';
import { available } from './ask-worker.ts';
import { endFarEdge } from './end.ts';
import { followWish } from './follow-wish.ts';
import type { FarEdge, Hold, Room } from './room.ts';

/** Of a room about which nothing was decided. */
export const noHold: Hold = { version: 0, audio: false, video: false };

/** Whether the audience does not get this kind. */
export function isHeld(hold: Hold, kind: types.MediaKind): boolean {
  return hold[kind];
}

/** Nothing happens where the room knows a newer one already. @throws ControlRefusal MEDIA_UNAVAILABLE */
export async function holdRoom(room: Room, hold: Hold): Promise<void> {
  if (hold.version <= room.hold.version) return;
  room.hold = hold;
  const changed = [...room.members.values()].flatMap(({ consumers }) =>
    [...consumers.values()].filter((known) => known.held !== isHeld(hold, known.consumer.kind)),
  );
  for (const known of changed) known.held = isHeld(hold, known.consumer.kind);
  const elsewhere = [...room.far.values()].map((edge) => holdFar(room, edge));
  await available(() => Promise.all([...changed.map(followWish), ...elsewhere]));
}

/** An edge on another node that does not say that it keeps it too serves nobody any more. */
async function holdFar(room: Room, edge: FarEdge): Promise<void> {
  try {
    const { peer } = await edge.link;
    await peer.request('edge.hold', { room: room.id, mediaEpoch: room.mediaEpoch, hold: { ...room.hold } });
  } catch {
    endFarEdge(room, edge);
  }
}
