/**
 * WHEP: a player receives a room’s picture and sound. Through the same gates as a viewer’s page, and in a viewer’s seat.
 */
import type { Identity } from '#platform/http/handler.ts';
import { type Offer, readOffer } from '#platform/sdp/index.ts';
import type { Session } from '#platform/websocket/session.ts';
import { joinRoom, useMedia as onMedia, requireSeat, syncWatch } from '../rooms/index.ts';
import { answerWatching } from './answer-watching.ts';
import { blurredHere, nothingSent, notReady, publishOnly } from './errors.ts';
import { negotiateWatching, type Watching } from './negotiate-watching.ts';
import { type Connected, openResource } from './open-resource.ts';
import type { Asking, Opened, WhipDeps } from './parts.ts';
import { connectWithinMs } from './rules/abandoned.ts';
import { dtlsOf } from './rules/dtls-of.ts';
import { isKey } from './rules/key-form.ts';

/**
 * @param body the offer
 * @throws Refusal VALIDATION_FAILED, MEDIA_REFUSED for the offer; STREAM_NOT_LIVE while nothing is sent; what the room's gates
 * refuse; UNAUTHENTICATED, FORBIDDEN for an ingest key, RATE_LIMITED, MEDIA_UNAVAILABLE, which is also that the room is sent
 * under as many other payload types as it may be
 */
export async function openPlayback(deps: WhipDeps, asking: Asking, body: string): Promise<Opened> {
  await deps.limits.take('whipIp', asking.ip);
  const identity = await identifyViewer(deps, asking.bearer);
  const offer = readOffer(body);
  const spoken = await deps.rtpCapabilities();
  if (spoken === null) throw notReady();
  const watching = negotiateWatching(offer, spoken);
  return openResource(deps, { protocol: 'whep', asking, identity, offer }, (session) =>
    watch(deps, session, { stream: asking.stream, offer, watching }),
  );
}

/** Anybody may ask without saying who they are; the gates of the room decide. */
async function identifyViewer({ identify }: WhipDeps, bearer: string | undefined): Promise<Identity | null> {
  if (bearer === undefined) return null;
  if (isKey(bearer)) throw publishOnly();
  return identify(bearer);
}

interface Wanted {
  readonly stream: string;
  readonly offer: Offer;
  readonly watching: Watching;
}

async function watch({ rooms }: WhipDeps, session: Session, { stream, offer, watching }: Wanted): Promise<Connected> {
  const { hold } = await joinRoom(rooms, session, { room: stream, as: 'viewer' });
  if (hold.blurred) throw blurredHere();
  const seat = requireSeat(rooms.seats, session);
  const { rtpCapabilities, dialect, sources } = watching;
  const { mediaEpoch, transport, consumers } = await syncWatch(rooms, seat, rtpCapabilities, undefined, {
    ...{ sources: [...sources.values()], connectWithinMs },
    ...(dialect === undefined ? {} : { dialect }),
  });
  if (transport === null || consumers.length === 0) throw nothingSent();
  const { dtlsParameters } = dtlsOf(offer.dtls);
  await onMedia(rooms, seat, mediaEpoch, 'transport.connect', { transport: transport.id, dtlsParameters });
  const { media, shown } = answerWatching(offer, watching, consumers);
  if (shown.length === 0) throw nothingSent();
  await onMedia(rooms, seat, mediaEpoch, 'consumers.resume', { consumers: [...shown] });
  return { mediaEpoch, transport, media };
}
