/**
 * A viewer with a real WebRTC stack: receives what a room sends and remembers each packet's kind and last byte.
 */

import { PeerConnection, type Track } from 'node-datachannel';
import type { ConsumerOffer, RtpCapabilities } from '#protocol/media/rtp.ts';
import type { ControlClient } from './control-client.ts';
import type { RoomAt } from './media-publisher.ts';
import { dtlsOf, nodeSdp, sectionOf } from './peer-sdp.ts';
import { until } from './until.ts';

export class MediaViewer {
  readonly consumers: readonly ConsumerOffer[];
  /** Last byte of each RTP packet, in order of arrival. */
  readonly marks: number[] = [];
  readonly packets = { audio: 0, video: 0 };
  readonly #peer: PeerConnection;
  /** Held on to: a track that is collected as garbage is closed. */
  readonly #tracks: Track[] = [];

  private constructor(peer: PeerConnection, consumers: readonly ConsumerOffer[]) {
    this.#peer = peer;
    this.consumers = consumers;
  }

  /** Joins, connects and asks for everything the room sends. */
  static async join(api: ControlClient, at: RoomAt, session: string): Promise<MediaViewer> {
    const rtpCapabilities = withoutEstimate((await api.event('node.hello')).rtpCapabilities);
    const { transport } = await api.do('transport.open', { ...at, session, direction: 'receive' });
    const { consumers } = await api.do('consumers.open', { ...at, session, rtpCapabilities });
    const peer = new PeerConnection(`viewer ${session}`, { iceServers: [] });
    const viewer = new MediaViewer(peer, consumers);
    peer.onTrack((track) => {
      viewer.#tracks.push(track);
      const kind = track.type() === 'audio' ? 'audio' : 'video';
      track.onMessage((packet) => viewer.#take(kind, packet));
    });
    peer.setRemoteDescription(nodeSdp(transport, consumers.map(sectionOf), 'sendonly'), 'offer');
    const { sdp } = await until('answer', () => peer.localDescription());
    const dtlsParameters = dtlsOf(sdp, 'client');
    await api.do('transport.connect', { ...at, session, transport: transport.id, dtlsParameters });
    await api.do('consumers.resume', { ...at, session, consumers: consumers.map(({ id }) => id) });
    return viewer;
  }

  close(): void {
    this.#peer.close();
  }

  #take(kind: 'audio' | 'video', packet: Buffer): void {
    // RFC 5761: what stands where RTP has marker and payload type tells RTCP apart.
    const type = packet[1] ?? 0;
    if (type >= 192 && type <= 223) return;
    this.packets[kind] += 1;
    this.marks.push(packet[packet.length - 1] ?? 0);
  }
}

/** This stack reports no bandwidth, so it must not say that it would: a node would wait for the reports. */
function withoutEstimate({ codecs = [] }: RtpCapabilities): RtpCapabilities {
  const estimates = ['transport-cc', 'goog-remb'];
  return {
    codecs: codecs.map((codec) => ({
      ...codec,
      rtcpFeedback: (codec.rtcpFeedback ?? []).filter(({ type }) => !estimates.includes(type)),
    })),
    headerExtensions: [],
  };
}
