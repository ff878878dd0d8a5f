/**
 * A player that is no browser: libdatachannel's WebRTC, which receives under whatever payload types it is told to offer.
 */
import { PeerConnection, type Track, Video } from 'node-datachannel';
import { peerSettings } from './peer-settings.ts';
import { until } from './until.ts';

export interface WhepPlayer {
  readonly status: number;
  /** SDP, or why it was refused. */
  readonly answer: string;
  readonly location: string;
  /** Of the RTP packets that came. */
  readonly payloadTypes: ReadonlySet<number>;
  readonly packets: () => number;
  close(): void;
}

/** Held on to, whatever becomes of its player: a track that is collected as garbage is closed in the middle of whatever its peer does. */
const kept: Track[] = [];

/** Offers to receive a picture as VP8 under this number, and plays what is answered. @param url of WHEP */
export async function playWhep(url: string, vp8: number): Promise<WhepPlayer> {
  const peer = new PeerConnection('player', peerSettings());
  const media = new Video('0', 'RecvOnly');
  media.addVP8Codec(vp8);
  const track = peer.addTrack(media);
  kept.push(track);
  const payloadTypes = new Set<number>();
  let packets = 0;
  track.onMessage((packet) => {
    const type = packet[1] ?? 0;
    if (type >= 192 && type <= 223) return;
    packets += 1;
    payloadTypes.add(type & 0x7f);
  });
  peer.setLocalDescription('offer');
  const { sdp } = await until('offer', () => peer.localDescription());
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/sdp' }, body: sdp });
  const answer = await response.text();
  if (response.status === 201) peer.setRemoteDescription(answer, 'answer');
  return {
    ...{ status: response.status, answer, location: response.headers.get('location') ?? '' },
    ...{ payloadTypes, packets: () => packets },
    close: () => peer.close(),
  };
}
