/**
 * A viewer with a real WebRTC stack: receives what a room sends and remembers each packet's kind and last byte.
 */

import { PeerConnection, type Track } from 'node-datachannel';
import type { ConsumerOffer, RtpCapabilities } from '#protocol/media/rtp.ts';
import { ArrivalReports, withArrivalReports } from './arrival-reports.ts';
import type { ControlClient } from './control-client.ts';
import type { RoomAt } from './media-publisher.ts';
import { dtlsOf, nodeSdp, type Section, sectionOf } from './peer-sdp.ts';
import { peerSettings } from './peer-settings.ts';
import { until } from './until.ts';

/** RtpProbationGenerator of mediasoup. */
const probeSsrc = 1234;

export class MediaViewer {
  readonly consumers: readonly ConsumerOffer[];
  /** Last byte of each RTP packet, in order of arrival. */
  readonly marks: number[] = [];
  readonly packets = { audio: 0, video: 0 };
  /** Those under which its packets came. */
  readonly payloadTypes = new Set<number>();
  /** Of pictures since `watchClosely`: the longest silence, packets that were passed over, and how many of those came later. */
  readonly flaws = { longestSilenceMs: 0, missing: 0, late: 0 };
  #last: { readonly atMs: number; readonly sequence: number } | undefined;
  readonly #peer: PeerConnection;
  /** Held on to: a track that is collected as garbage is closed. */
  readonly #tracks: Track[] = [];
  #reports: ArrivalReports | undefined;

  private constructor(peer: PeerConnection, consumers: readonly ConsumerOffer[]) {
    this.#peer = peer;
    this.consumers = consumers;
  }

  /**
   * Joins, connects and asks for everything the room sends.
   * @param reporting whether it says when each packet arrived, from which the node guesses its bandwidth, as browsers do
   * @param hidden whether nobody is to notice it
   */
  static async join(
    api: ControlClient,
    at: RoomAt,
    session: string,
    reporting = false,
    hidden = false,
  ): Promise<MediaViewer> {
    const { rtpCapabilities: all } = await api.event('node.hello');
    const rtpCapabilities = reporting ? withArrivalReports(all) : withoutEstimate(all);
    const { transport } = await api.do('transport.open', { ...at, session, direction: 'receive', hidden });
    const { consumers } = await api.do('consumers.open', { ...at, session, rtpCapabilities });
    const peer = new PeerConnection(`viewer ${session}`, peerSettings());
    const viewer = new MediaViewer(peer, consumers);
    peer.onTrack((track) => {
      viewer.#tracks.push(track);
      if (reporting) viewer.#reports ??= new ArrivalReports(track, consumers);
      const kind = track.type() === 'audio' ? 'audio' : 'video';
      track.onMessage((packet) => viewer.#take(kind, packet));
    });
    peer.setRemoteDescription(nodeSdp(transport, consumers.map(sectionOf).map(withProbes), 'sendonly'), 'offer');
    const { sdp } = await until('answer', () => peer.localDescription());
    const dtlsParameters = dtlsOf(sdp, 'client');
    await api.do('transport.connect', { ...at, session, transport: transport.id, dtlsParameters });
    await api.do('consumers.resume', { ...at, session, consumers: consumers.map(({ id }) => id) });
    return viewer;
  }

  /** Forgets the flaws there were. */
  watchClosely(): void {
    Object.assign(this.flaws, { longestSilenceMs: 0, missing: 0, late: 0 });
  }

  close(): void {
    this.#reports?.close();
    this.#peer.close();
  }

  #take(kind: 'audio' | 'video', packet: Buffer): void {
    // RFC 5761: what stands where RTP has marker and payload type tells RTCP apart.
    const type = packet[1] ?? 0;
    if (type >= 192 && type <= 223) return;
    this.#reports?.take(packet);
    if (packet.readUInt32BE(8) === probeSsrc) return;
    this.packets[kind] += 1;
    this.payloadTypes.add(type & 0x7f);
    if (kind === 'video') this.#compare({ atMs: performance.now(), sequence: packet.readUInt16BE(2) });
    this.marks.push(packet[packet.length - 1] ?? 0);
  }

  #compare(now: { readonly atMs: number; readonly sequence: number }): void {
    const before = this.#last ?? now;
    this.flaws.longestSilenceMs = Math.max(this.flaws.longestSilenceMs, now.atMs - before.atMs);
    const step = (now.sequence - before.sequence) & 0xffff;
    const isLate = step >= 0x8000;
    this.#last = isLate ? { ...now, sequence: before.sequence } : now;
    if (isLate) this.flaws.late += 1;
    else if (step > 1) this.flaws.missing += step - 1;
  }
}

/** mediasoup probes the bandwidth with a stream of its own. */
function withProbes(section: Section): Section {
  return section.kind === 'video' ? { ...section, ssrcs: [...section.ssrcs, probeSsrc] } : section;
}

/** By itself this stack reports no bandwidth, so it must not say that it would: a node would wait for the reports. */
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
