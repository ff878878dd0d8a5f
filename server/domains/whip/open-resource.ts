/**
 * What WHIP and WHEP have in common: a session begins, gets its media, and is kept with what any process must know to answer
 * for it. Where something is refused on the way nothing of it stays.
 */
import { hashSecret, newSecret } from '#kernel/ids.ts';
import type { Identity } from '#platform/http/handler.ts';
import { type AnsweredMedia, type Offer, writeAnswer } from '#platform/sdp/index.ts';
import type { Session } from '#platform/websocket/session.ts';
import type { TransportOffer } from '#protocol/media/rtp.ts';
import type { Asking, Opened, Protocol, Resource, WhipDeps } from './parts.ts';
import { dtlsOf } from './rules/dtls-of.ts';
import { linkHeaders } from './rules/link-headers.ts';

export interface Beginning {
  readonly protocol: Protocol;
  readonly asking: Asking;
  readonly identity: Identity | null;
  readonly offer: Offer;
}

/** What a session has once its transport stands ready. */
export interface Connected {
  readonly mediaEpoch: number;
  readonly transport: TransportOffer;
  /** In the order of the offer. */
  readonly media: readonly AnsweredMedia[];
}

/** @param connect gives the session its media. @throws whatever that throws; Refusal RATE_LIMITED */
export async function openResource(
  { resources }: Pick<WhipDeps, 'resources'>,
  { protocol, asking, identity, offer }: Beginning,
  connect: (session: Session) => Promise<Connected>,
): Promise<Opened> {
  const session = await resources.begin(identity, asking.ip);
  const { id } = session;
  try {
    const { mediaEpoch, transport, media } = await connect(session);
    const secret = newSecret();
    const resource: Resource = {
      ...{ id, protocol, stream: asking.stream, secretHash: hashSecret(secret), ip: asking.ip },
      ...{ userId: session.identity?.userId ?? null, mediaEpoch, transport: transport.id },
      mid: media.find(({ use }) => use !== undefined)?.offered.mid ?? '',
      ...{ peerUfrag: offer.iceUfrag, etag: transport.iceParameters.usernameFragment },
      iceCandidates: transport.iceCandidates,
    };
    await resources.keep(resource);
    const answer = writeAnswer({ id: '1', transport, setup: dtlsOf(offer.dtls).setup, media });
    return { token: `${id}.${secret}`, etag: resource.etag, answer, links: linkHeaders(transport.iceServers ?? []) };
  } catch (thrown) {
    await resources.end(id);
    throw thrown;
  }
}
