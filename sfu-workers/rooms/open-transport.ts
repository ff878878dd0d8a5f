/**
 * transport.open: the one transport a session has in each direction.
 */

import type { types } from 'mediasoup';
import type { ControlParams, ControlResult } from '#protocol/media/control.ts';
import { codecsOf } from '../policy/dialects.ts';
import type { RunningWorker } from '../workers/start-worker.ts';
import { available } from './ask-worker.ts';
import { endFarEdge, leaveFar } from './end.ts';
import { seatHidden } from './open-balcony.ts';
import { type Place, placeViewer, routerOf } from './place-viewer.ts';
import { ControlRefusal, mediaRefused, staleEpoch, takenOver } from './refusals.ts';
import type { Away, Direction, FarEdge, Member, MemberTransport, Room, Site } from './room.ts';
import type { Stage } from './stage.ts';
import { isSender, takeCall, takeSending } from './take-sending.ts';
import { watchFar } from './watch-far.ts';
import { watchTransport } from './watch-transport.ts';

type Params = ControlParams<'transport.open'>;
type Answer = ControlResult<'transport.open'>;

/**
 * How fast a new viewer may be sent to, in bits a second, before its bandwidth is known: the two lower layers and sound
 * (0.15 + 0.5 + 0.1 Mbit/s) with some air, so that the first climb needs no estimate. The top layer has to be earned.
 */
const initialAvailableOutgoingBitrate = 1_000_000;
/** Seconds without the peer's consent until a transport counts as lost: paid minutes must not run on a dead peer. */
const iceConsentTimeout = 10;

/** @throws ControlRefusal MEDIA_EPOCH_STALE, MEDIA_REFUSED for a dialect, MEDIA_UNAVAILABLE, TAKEN_OVER */
export async function openTransport(stage: Stage, params: Params): Promise<Answer> {
  const room = stage.rooms.at(params);
  if (params.dialect !== undefined && codecsOf(params.dialect) === undefined)
    throw mediaRefused('No router can have these payload types at once.');
  if (params.direction === 'send') takeTurn(stage, room, params);
  const hidden = params.hidden === true && params.direction === 'receive';
  const member = stage.rooms.join(room, params.session, hidden);
  const present = member.transports.get(params.direction);
  if (present !== undefined && !(params.anew === true && isSpent(present)))
    return { transport: offer(present.transport), created: false };
  present?.transport.close();
  if (params.direction === 'receive') return watchSomewhere(stage, member, params, new Set());
  return keep(stage, member, await create(member, 'send', room), params);
}

function takeTurn(stage: Stage, room: Room, { session, handovers, call }: Params): void {
  if (call === undefined) takeSending(stage, room, session, handovers ?? 0);
  else takeCall(stage, room, session, call);
}

/** Whoever begins anew has keys of its own: what is connected to its old ones is of no use to it. */
function isSpent({ connectedWith }: MemberTransport): boolean {
  return connectedWith !== undefined;
}

function workersOf(places: ReadonlySet<Place>): ReadonlySet<RunningWorker> {
  return new Set([...places].filter((place): place is RunningWorker => typeof place !== 'string'));
}

/** A place to watch; another where the worker, or the node, of the first dies meanwhile, or takes no edge. */
async function watchSomewhere(stage: Stage, member: Member, params: Params, avoid: Set<Place>): Promise<Answer> {
  const { room } = member;
  const site = member.hidden
    ? seatHidden(stage, room, workersOf(avoid))
    : (stays(member.away) ?? placeViewer(stage, room, avoid, params.dialect));
  try {
    if ('node' in site) return await watchFar(member, site, params);
    leaveFarLater(member);
    member.site = site;
    return keep(stage, member, await create(member, 'receive', site), params);
  } catch (error) {
    member.site = undefined;
    if (member.closed || site === room) throw error;
    // What failed there once is not asked again for this viewer.
    if ('node' in site && member.away?.edge === site) member.away = undefined;
    if ('node' in site && isGone(error)) endFarEdge(room, site);
    stage.log.info({ err: error, room: room.id }, 'an edge does not take a viewer: another place is tried');
    return watchSomewhere(stage, member, params, avoid.add('node' in site ? site.node : site.worker));
  }
}

/** Where it is served by another node, and goes on to be. */
function stays(away: Away | undefined): FarEdge | undefined {
  return away === undefined || away.edge.closed || away.edge.leavesAtMs !== undefined ? undefined : away.edge;
}

/** Its node has no such edge any more; the word of that is on its way. */
function isGone(error: unknown): boolean {
  return error instanceof ControlRefusal && error.code === 'MEDIA_EPOCH_STALE';
}

/** What it has at an edge that is given up flows until that is closed: the new way is there before the old one ends. */
function leaveFarLater(member: Member): void {
  if (member.away?.edge.leavesAtMs === undefined) leaveFar(member);
  else member.away = undefined;
}

function keep(stage: Stage, member: Member, record: MemberTransport, { connectWithinMs }: Params): Answer {
  member.transports.set(record.direction, record);
  watchTransport(stage, member, record, connectWithinMs);
  return { transport: offer(record.transport), created: true };
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
  throw direction === 'send' && !isSender(member.room, member.session) ? takenOver() : staleEpoch();
}

function offer({ id, iceParameters, iceCandidates, dtlsParameters }: types.WebRtcTransport) {
  return { id, iceParameters, iceCandidates, dtlsParameters };
}
