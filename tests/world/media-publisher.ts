/**
 * A performer with a real WebRTC stack (ICE, DTLS, SRTP): sends three simulcast layers of VP8 that are told apart by the
 * last byte of each packet.
 */

import { PeerConnection, type Track, Video } from 'node-datachannel';
import type { RtpParameters } from '#protocol/media/rtp.ts';
import type { ControlClient } from './control-client.ts';
import { dtlsOf, nodeSdp } from './peer-sdp.ts';
import { peerSettings } from './peer-settings.ts';
import { extensionIds, rtpPacket, senderReport, vp8DeltaFrame, vp8KeyFrame } from './rtp-packets.ts';
import { until } from './until.ts';

export interface RoomAt {
  readonly room: string;
  readonly mediaEpoch: number;
}

export const layerRids = ['q', 'h', 'f'] as const;
const payloadType = 96;
const mid = '0';
const ssrcs = [0x1001, 0x1002, 0x1003];

/** What a camera sends. */
export interface Camera {
  /** Milliseconds from one packet of a layer to the next. */
  readonly everyMs: number;
  /** The payload of the next packet of a layer; absent: a small key frame, or what is asked for. */
  readonly frame?: (layer: number) => Buffer;
}

const usualCamera: Camera = { everyMs: 20 };

/** What the camera of these tests says it sends. */
export function cameraParameters(): RtpParameters {
  return {
    mid,
    codecs: [
      {
        mimeType: 'video/VP8',
        payloadType,
        clockRate: 90_000,
        rtcpFeedback: [{ type: 'nack', parameter: 'pli' }],
      },
    ],
    headerExtensions: [
      { uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: extensionIds.mid },
      { uri: 'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id', id: extensionIds.rid },
    ],
    encodings: layerRids.map((rid) => ({ rid, scalabilityMode: 'L1T1' })),
    rtcp: { cname: 'performer' },
  };
}

export class MediaPublisher {
  /** Key frames it was asked for (PLI, RFC 4585), by the place of the layer among `layerRids`, with their time. */
  readonly plis: { readonly layer: number; readonly atMs: number }[] = [];
  /** The highest layer it sends. */
  highest = 2;
  /** Bytes of each packet, layer by layer; there are fifty a second of each. */
  bytes: readonly number[] = [120, 120, 120];
  /** Requests for a key frame that it never hears, for each layer; undefined: every packet is one, unasked. */
  deafTo: number | undefined;
  readonly #keyFrameDue = new Set<number>();
  readonly #peer: PeerConnection;
  readonly #track: Track;
  readonly #camera: Camera;
  #timer: NodeJS.Timeout | undefined;
  #sent = 0;

  private constructor(peer: PeerConnection, track: Track, camera: Camera) {
    this.#peer = peer;
    this.#track = track;
    this.#camera = camera;
    track.onMessage((packet) => this.#take(packet));
  }

  /** Connected to the session's send transport, sending nothing yet. */
  static async connect(
    api: ControlClient,
    at: RoomAt,
    session: string,
    camera: Camera = usualCamera,
  ): Promise<MediaPublisher> {
    const { transport } = await api.do('transport.open', { ...at, session, direction: 'send' });
    const peer = new PeerConnection(`publisher ${session}`, peerSettings());
    const media = new Video(mid, 'SendOnly');
    media.addVP8Codec(payloadType);
    for (const ssrc of ssrcs) media.addSSRC(ssrc, 'performer');
    const track = peer.addTrack(media);
    peer.setLocalDescription('offer');
    const { sdp } = await until('offer', () => peer.localDescription());
    const dtlsParameters = dtlsOf(sdp, 'client');
    await api.do('transport.connect', { ...at, session, transport: transport.id, dtlsParameters });
    peer.setRemoteDescription(
      nodeSdp(transport, [{ kind: 'video', mid, payloadType, codec: 'VP8/90000', ssrcs: [] }], 'recvonly'),
      'answer',
    );
    const publisher = new MediaPublisher(peer, track, camera);
    await until('connected publisher', () => peer.state() === 'connected' && track.isOpen(), { withinMs: 10_000 });
    return publisher;
  }

  /** Announces the camera and starts to send. @returns the producer's id */
  async openCamera(api: ControlClient, at: RoomAt, session: string): Promise<string> {
    const { transport } = await api.do('transport.open', { ...at, session, direction: 'send' });
    const camera = { kind: 'video' as const, source: 'camera' as const, rtpParameters: cameraParameters() };
    const { producer } = await api.do('producer.open', { ...at, session, transport: transport.id, ...camera });
    this.#timer ??= setInterval(() => this.#sendWhileOpen(), this.#camera.everyMs);
    return producer;
  }

  /** Goes on without sending. */
  pause(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Is gone; the node mostly learns it when its consent is over, for a goodbye is rarely sent. */
  close(): void {
    this.pause();
    this.#peer.close();
  }

  #take(packet: Buffer): void {
    const [formats, type] = packet;
    if (type !== 206 || ((formats ?? 0) & 0x1f) !== 1 || packet.length < 12) return;
    const layer = ssrcs.indexOf(packet.readUInt32BE(8));
    this.plis.push({ layer, atMs: performance.now() });
    if (this.plis.filter((pli) => pli.layer === layer).length > (this.deafTo ?? 0)) this.#keyFrameDue.add(layer);
  }

  /** The node may have ended the connection, and nobody has said so here yet; a thread of its own closes the track. */
  #sendWhileOpen(): void {
    if (!this.#track.isOpen()) return;
    try {
      this.#send();
    } catch (error) {
      if (this.#track.isOpen()) throw error;
    }
  }

  #send(): void {
    const sequence = this.#sent;
    const timestamp = sequence * this.#camera.everyMs * 90;
    ssrcs.slice(0, this.highest + 1).forEach((ssrc, layer) => {
      const rid = layerRids[layer];
      const payload = this.#camera.frame?.(layer) ?? this.#frame(layer);
      this.#track.sendMessageBinary(
        rtpPacket({ payloadType, ssrc, sequence, timestamp, mid, ...(rid === undefined ? {} : { rid }), payload }),
      );
      if (sequence % 25 === 0) this.#track.sendMessageBinary(senderReport(ssrc, timestamp, Date.now(), sequence));
    });
    this.#sent += 1;
  }

  #frame(layer: number): Buffer {
    const isKey = this.deafTo === undefined || this.#keyFrameDue.delete(layer);
    return (isKey ? vp8KeyFrame : vp8DeltaFrame)(layer, this.bytes[layer]);
  }
}
