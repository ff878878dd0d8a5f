/**
 * WHIP (RFC 9725): an encoder sends into a room. Through the same gates as its performer’s page, and in its place: one session
 * sends in a room. It does not take the show live; that is its performer’s word.
 */
import { type Offer, readOffer } from '#platform/sdp/index.ts';
import type { Session } from '#platform/websocket/session.ts';
import { joinRoom, useMedia as onMedia, openPublish, requireSeat } from '../rooms/index.ts';
import { notReady } from './errors.ts';
import { identifySender } from './identify-sender.ts';
import { negotiateSending, type Sending } from './negotiate-sending.ts';
import { type Connected, openResource } from './open-resource.ts';
import type { Asking, Opened, WhipDeps } from './parts.ts';
import { requireBroadcast } from './require-broadcast.ts';
import { connectWithinMs } from './rules/abandoned.ts';
import { dtlsOf } from './rules/dtls-of.ts';
import { noteUse } from './store-keys.ts';

/**
 * @param body the offer
 * @throws Refusal VALIDATION_FAILED, MEDIA_REFUSED for the offer; UNAUTHENTICATED, FORBIDDEN; NOT_FOUND; RATE_LIMITED;
 * MEDIA_UNAVAILABLE, TAKEN_OVER
 */
export async function openIngest(deps: WhipDeps, asking: Asking, body: string): Promise<Opened> {
  const { database, limits, clock } = deps;
  await limits.take('whipIp', asking.ip);
  const { identity, keyId } = await identifySender(deps, asking);
  await requireBroadcast(database.read, asking.stream, identity.userId);
  if (keyId !== undefined) await database.transact((tx) => noteUse(tx, keyId, new Date(clock.now())));
  const offer = readOffer(body);
  const spoken = await deps.rtpCapabilities();
  if (spoken === null) throw notReady();
  const sending = negotiateSending(offer, spoken);
  return openResource(deps, { protocol: 'whip', asking, identity, offer }, (session) =>
    send(deps, session, { stream: asking.stream, offer, sending }),
  );
}

interface Wanted {
  readonly stream: string;
  readonly offer: Offer;
  readonly sending: Sending;
}

async function send(
  { rooms }: WhipDeps,
  session: Session,
  { stream, offer, sending: { sources, media } }: Wanted,
): Promise<Connected> {
  await joinRoom(rooms, session, { room: stream, as: 'performer' });
  const seat = requireSeat(rooms.seats, session);
  const { mediaEpoch, transport } = await openPublish(rooms, seat, { connectWithinMs });
  const { dtlsParameters } = dtlsOf(offer.dtls);
  await onMedia(rooms, seat, mediaEpoch, 'transport.connect', { transport: transport.id, dtlsParameters });
  for (const source of sources)
    await onMedia(rooms, seat, mediaEpoch, 'producer.open', { transport: transport.id, ...source });
  return { mediaEpoch, transport, media };
}
