/**
 * Brings a viewer's media up to date: a transport where it has none of this media epoch, and consumers for what it lacks.
 * May be repeated at will.
 */
import { Refusal } from '#kernel/refusal.ts';
import type { Dialect } from '#protocol/media/dialect.ts';
import type { RtpCapabilities } from '#protocol/media/rtp.ts';
import type { WatchOffer } from '#protocol/socket/room.ts';
import type { Source } from '#protocol/socket/source.ts';
import type { Seat } from './keep-seats.ts';
import { lookAtMedia, type SeenMedia } from './look-at-media.ts';
import type { PlacedRoom, TransportDeps } from './parts.ts';
import { withTurn } from './with-turn.ts';

/** For whom a page does not look after it. */
export interface WatchBounds {
  /** What it is shown; absent: everything. */
  readonly sources?: readonly Source[];
  /** It is connected within so many milliseconds, or its transport is closed; absent: its session decides. */
  readonly connectWithinMs?: number;
  /** The payload types under which it receives; absent: the routers'. */
  readonly dialect?: Dialect;
}

/**
 * What the viewer is still missing; nothing while the room sends nothing, or nothing they may see.
 * @param seen what was found a moment ago; absent: looked at now
 * @throws Refusal MEDIA_REFUSED
 */
export async function syncWatch(
  deps: TransportDeps,
  seat: Seat,
  rtpCapabilities: RtpCapabilities,
  seen?: SeenMedia,
  bounds: WatchBounds = {},
): Promise<WatchOffer> {
  const { mediaEpoch, placed } = seen ?? (await lookAtMedia(deps, seat));
  if (placed === undefined || placed.producers.length === 0) return { mediaEpoch, transport: null, consumers: [] };
  return offerTwice(deps, seat, placed, rtpCapabilities, bounds);
}

/** The worker of its transport may die between both requests: opened again, it is on one that lives. */
async function offerTwice(...given: Parameters<typeof offer>): Promise<WatchOffer> {
  try {
    return await offer(...given);
  } catch (thrown) {
    if (!(thrown instanceof Refusal) || thrown.code !== 'NOT_FOUND') throw thrown;
    return offer(...given);
  }
}

async function offer(
  deps: TransportDeps,
  { session, as }: Seat,
  { room, node, mediaEpoch }: PlacedRoom,
  rtpCapabilities: RtpCapabilities,
  { sources, connectWithinMs, dialect }: WatchBounds,
): Promise<WatchOffer> {
  const mine = { room, mediaEpoch, session: session.id };
  const opening = {
    ...mine,
    direction: 'receive',
    ...(as === 'staff' ? { hidden: true } : {}),
    ...(connectWithinMs === undefined ? {} : { connectWithinMs }),
    ...(dialect === undefined ? {} : { dialect }),
  } as const;
  const { transport, created } = await deps.nodes.request(node, 'transport.open', opening);
  const wanted = { ...mine, rtpCapabilities, ...(sources === undefined ? {} : { sources: [...sources] }) };
  const { consumers } = await deps.nodes.request(node, 'consumers.open', wanted);
  return { mediaEpoch, transport: created ? withTurn(deps, session.id, transport) : null, consumers };
}
