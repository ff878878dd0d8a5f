/**
 * transport.open: the one transport a session has in each direction.
 */

import type { types } from 'mediasoup';
import type { ControlParams, ControlResult } from '#protocol/media/control.ts';
import { available } from './ask-worker.ts';
import { staleEpoch, takenOver } from './refusals.ts';
import type { Direction, Member, MemberTransport } from './room.ts';
import type { Stage } from './stage.ts';
import { takeSending } from './take-sending.ts';
import { watchTransport } from './watch-transport.ts';

/**
 * How fast a new viewer may be sent to, in bits a second, before its bandwidth is known: the two lower layers and sound
 * (0.15 + 0.5 + 0.1 Mbit/s) with some air, so that the first climb needs no estimate. The top layer has to be earned.
 */
const initialAvailableOutgoingBitrate = 1_000_000;
/** Seconds without the peer's consent until a transport counts as lost: paid minutes must not run on a dead peer. */
const iceConsentTimeout = 10;

/** @throws ControlRefusal MEDIA_EPOCH_STALE, MEDIA_UNAVAILABLE, TAKEN_OVER */
export async function openTransport(
  stage: Stage,
  params: ControlParams<'transport.open'>,
): Promise<ControlResult<'transport.open'>> {
  const room = stage.rooms.at(params);
  if (params.direction === 'send') takeSending(stage, room, params.session, params.handovers ?? 0);
  const member = stage.rooms.join(room, params.session);
  const present = member.transports.get(params.direction);
  if (present !== undefined) return { transport: offer(present.transport), created: false };
  const transport = await create(member, params.direction);
  const record: MemberTransport = { direction: params.direction, transport, connectedWith: undefined };
  member.transports.set(params.direction, record);
  watchTransport(stage, member, record);
  return { transport: offer(transport), created: true };
}

async function create(member: Member, direction: Direction): Promise<types.WebRtcTransport> {
  const transport = await available(() =>
    member.room.router.createWebRtcTransport({
      webRtcServer: member.room.worker.server,
      enableUdp: true,
      enableTcp: true,
      preferUdp: true,
      initialAvailableOutgoingBitrate,
      iceConsentTimeout,
    }),
  );
  if (!member.closed && !transport.closed) return transport;
  transport.close();
  // Somebody else may have begun to send while it was made.
  throw direction === 'send' && member.room.sender !== member.session ? takenOver() : staleEpoch();
}

function offer({ id, iceParameters, iceCandidates, dtlsParameters }: types.WebRtcTransport) {
  return { id, iceParameters, iceCandidates, dtlsParameters };
}
