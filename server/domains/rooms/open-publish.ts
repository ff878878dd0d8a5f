/**
 * Gives the performer, or the guest of a two-way room, a transport to send on. One session sends in a room, or from each of a
 * two-way room's seats: what another sent ends with this, which the media node decides (`tell-taken-over.ts` says it to the other).
 */
import type { ControlParams } from '#protocol/media/control.ts';
import type { TransportOffer } from '#protocol/media/rtp.ts';
import type { Seat } from './keep-seats.ts';
import type { TransportDeps } from './parts.ts';
import { placeRoom } from './place-room.ts';
import { withTurn } from './with-turn.ts';

/** @param bounds for whom no page looks after it. @throws Refusal MEDIA_UNAVAILABLE; TAKEN_OVER where another session began to send in the same moment */
export async function openPublish(
  deps: TransportDeps,
  { room: wanted, session, call }: Seat,
  bounds: Pick<ControlParams<'transport.open'>, 'connectWithinMs'> = {},
): Promise<{ mediaEpoch: number; transport: TransportOffer }> {
  const { room, node, mediaEpoch, handovers } = await placeRoom(deps, wanted);
  const mine = { room, mediaEpoch, session: session.id, ...(call === null ? { handovers } : { call }) };
  const { transport } = await deps.nodes.request(node, 'transport.open', {
    ...{ ...mine, ...bounds, direction: 'send', anew: true },
  });
  return { mediaEpoch, transport: withTurn(deps, session.id, transport) };
}
