/**
 * A viewer's receive transport without a browser: real ICE, DTLS and SRTP by node-datachannel. Knows one transport of one
 * media epoch; who needs another makes another.
 */
import { PeerConnection, type Track } from 'node-datachannel';
import type { ConsumerOffer, DtlsParameters, RtpCapabilities, TransportOffer } from '#protocol/media/rtp.ts';
import { dtlsOf, nodeSdp, type Section, sectionOf } from '../world/peer-sdp.ts';
import { peerSettings } from '../world/peer-settings.ts';
import { until } from '../world/until.ts';

export interface ReceiverPlan {
  readonly name: string;
  readonly offer: TransportOffer;
  readonly mediaEpoch: number;
  /** Each RTP packet of pictures or sound. */
  readonly onPacket: (kind: 'audio' | 'video', packet: Buffer) => void;
  /** The peer is out of reach for good; never called after `close`. */
  readonly onLost: () => void;
  /** Tells the server this side of the handshake. */
  readonly connect: (transport: string, dtlsParameters: DtlsParameters) => Promise<unknown>;
}

export class LightReceiver {
  readonly mediaEpoch: number;
  readonly transport: string;
  readonly #plan: ReceiverPlan;
  readonly #peer: PeerConnection;
  /** Held on to: a track that is collected as garbage is closed. */
  readonly #tracks: Track[] = [];
  /** By producer. */
  readonly #consumers = new Map<string, ConsumerOffer>();
  readonly #sections: Section[] = [];
  #connected = false;
  #closed = false;

  constructor(plan: ReceiverPlan) {
    this.#plan = plan;
    this.mediaEpoch = plan.mediaEpoch;
    this.transport = plan.offer.id;
    this.#peer = new PeerConnection(plan.name, peerSettings());
    this.#peer.onTrack((track) => this.#hear(track));
    this.#peer.onStateChange((state) => {
      if (!this.#closed && (state === 'failed' || state === 'closed')) plan.onLost();
    });
  }

  /** The producers that are received, or about to be. */
  get producers(): string[] {
    return [...this.#consumers.keys()];
  }

  get isConnected(): boolean {
    return !this.#closed && this.#peer.state() === 'connected';
  }

  /** Makes ready for them. @returns the consumers that may flow */
  async consume(offers: readonly ConsumerOffer[]): Promise<string[]> {
    const fresh = offers.filter(({ producerId }) => !this.#consumers.has(producerId));
    if (fresh.length === 0) return [];
    for (const offer of fresh) {
      this.#consumers.set(offer.producerId, offer);
      this.#sections.push(sectionOf(offer));
    }
    this.#peer.setRemoteDescription(nodeSdp(this.#plan.offer, this.#sections, 'sendonly'), 'offer');
    if (!this.#connected) await this.#connect();
    return fresh.map(({ id }) => id);
  }

  /** Forgets what is not sent any more. */
  keepOnly(producers: readonly string[]): void {
    for (const id of this.#consumers.keys()) if (!producers.includes(id)) this.#consumers.delete(id);
  }

  /** Idempotent. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#peer.close();
  }

  async #connect(): Promise<void> {
    this.#connected = true;
    const { sdp } = await until('answer', () => this.#peer.localDescription());
    await this.#plan.connect(this.transport, dtlsOf(sdp, 'client'));
  }

  #hear(track: Track): void {
    this.#tracks.push(track);
    const kind = track.type() === 'audio' ? 'audio' : 'video';
    track.onMessage((packet) => {
      // RFC 5761: what stands where RTP has marker and payload type tells RTCP apart.
      const type = packet[1] ?? 0;
      if (!this.#closed && (type < 192 || type > 223)) this.#plan.onPacket(kind, packet);
    });
  }
}

/** What these clients can receive of all that a node can send: no repetitions, and they report no bandwidth. */
export function lightCapabilities({ codecs = [] }: RtpCapabilities): RtpCapabilities {
  const unsupported = ['transport-cc', 'goog-remb', 'nack'];
  const kept = codecs.filter(({ mimeType }) => !mimeType.endsWith('/rtx'));
  return {
    codecs: kept.map((codec) => ({
      ...codec,
      rtcpFeedback: (codec.rtcpFeedback ?? []).filter(
        ({ type, parameter }) => !unsupported.includes(type) || parameter === 'pli',
      ),
    })),
    headerExtensions: [],
  };
}
