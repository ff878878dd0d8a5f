/**
 * Brings a viewer's media up to date: a transport where it has none of this media epoch, and consumers for what it lacks.
 * May be repeated at will.
 */
import { Refusal } from '#kernel/refusal.ts';
import type { RtpCapabilities } from '#protocol/media/rtp.ts';
import type { WatchOffer } from '#protocol/socket/room.ts';
import type { Seat } from './keep-seats.ts';
import { lookAtMedia, type SeenMedia } from './look-at-media.ts';
import type { PlaceDeps, PlacedRoom } from './parts.ts';

/**
 * What the viewer is still missing; nothing while the room sends nothing, or nothing they may see.
 * @param seen what was found a moment ago; absent: looked at now
 * @throws Refusal MEDIA_REFUSED
 */
export async function syncWatch(
  deps: PlaceDeps,
  seat: Seat,
  rtpCapabilities: RtpCapabilities,
  seen?: SeenMedia,
): Promise<WatchOffer> {
  const { mediaEpoch, placed } = seen ?? (await lookAtMedia(deps, seat));
  if (placed === undefined || placed.producers.length === 0) return { mediaEpoch, transport: null, consumers: [] };
  return offerTwice(deps, seat, placed, rtpCapabilities);
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
  { nodes }: PlaceDeps,
  { session }: Seat,
  { room, node, mediaEpoch }: PlacedRoom,
  rtpCapabilities: RtpCapabilities,
): Promise<WatchOffer> {
  const mine = { room, mediaEpoch, session: session.id };
  const { transport, created } = await nodes.request(node, 'transport.open', { ...mine, direction: 'receive' });
  const { consumers } = await nodes.request(node, 'consumers.open', { ...mine, rtpCapabilities });
  return { mediaEpoch, transport: created ? transport : null, consumers };
}
