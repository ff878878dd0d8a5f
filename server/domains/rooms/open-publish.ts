/**
 * Gives the performer a transport to send on. One session sends in a room: what another sent ends with this, which the
 * media node decides (`tell-taken-over.ts` says it to the other).
 */
import type { TransportOffer } from '#protocol/media/rtp.ts';
import type { Seat } from './keep-seats.ts';
import type { PlaceDeps } from './parts.ts';
import { placeRoom } from './place-room.ts';

/** @throws Refusal MEDIA_UNAVAILABLE; TAKEN_OVER where another session began to send in the same moment */
export async function openPublish(
  deps: PlaceDeps,
  { room: wanted, session }: Seat,
): Promise<{ mediaEpoch: number; transport: TransportOffer }> {
  const { room, node, mediaEpoch, handovers } = await placeRoom(deps, wanted);
  const mine = { room, mediaEpoch, session: session.id, handovers };
  const { transport } = await deps.nodes.request(node, 'transport.open', { ...mine, direction: 'send', anew: true });
  return { mediaEpoch, transport };
}
