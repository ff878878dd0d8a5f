/**
 * transport.open: the one transport a session has in each direction.
 */

import type { types } from 'mediasoup';
import type { ControlParams, ControlResult } from '#protocol/media/control.ts';
import type { RunningWorker } from '../workers/start-worker.ts';
import { available } from './ask-worker.ts';
import { placeViewer, routerOf } from './place-viewer.ts';
import { staleEpoch, takenOver } from './refusals.ts';
import type { Direction, Member, MemberTransport, Site } from './room.ts';
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
  if (present !== undefined && !(params.anew === true && isSpent(present)))
    return { transport: offer(present.transport), created: false };
  present?.transport.close();
  const record =
    params.direction === 'send' ? await create(member, 'send', room) : await createSomewhere(stage, member, new Set());
  member.transports.set(params.direction, record);
  watchTransport(stage, member, record);
  return { transport: offer(record.transport), created: true };
}

/** Whoever begins anew has keys of its own: what is connected to its old ones is of no use to it. */
function isSpent({ connectedWith }: MemberTransport): boolean {
  return connectedWith !== undefined;
}

/** A place to watch; another where the worker of the first dies meanwhile, or takes no edge. */
async function createSomewhere(stage: Stage, member: Member, avoid: Set<RunningWorker>): Promise<MemberTransport> {
  const site = placeViewer(stage, member.room, avoid);
  member.site = site;
  try {
    return await create(member, 'receive', site);
  } catch (error) {
    member.site = undefined;
    if (member.closed || site === member.room) throw error;
    stage.log.info({ err: error, room: member.room.id }, 'an edge does not take a viewer: another place is tried');
    return createSomewhere(stage, member, avoid.add(site.worker));
  }
}

async function create(member: Member, direction: Direction, site: Site): Promise<MemberTransport> {
  const router = await available(() => routerOf(site));
  const transport = await available(() =>
    router.createWebRtcTransport({
      webRtcServer: site.worker.server,
      enableUdp: true,
      enableTcp: true,
      preferUdp: true,
      initialAvailableOutgoingBitrate,
      iceConsentTimeout,
    }),
  );
  if (!member.closed && !transport.closed) return { direction, transport, site, connectedWith: undefined };
  transport.close();
  // Somebody else may have begun to send while it was made.
  throw direction === 'send' && member.room.sender !== member.session ? takenOver() : staleEpoch();
}

function offer({ id, iceParameters, iceCandidates, dtlsParameters }: types.WebRtcTransport) {
  return { id, iceParameters, iceCandidates, dtlsParameters };
}
