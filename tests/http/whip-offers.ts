/**
 * Offers that no room can meet, and such as are none.
 */
import type { Test } from 'tap';
import type { HttpAnswer } from '../world/api.ts';
import { type OfferWish, usualVideo } from '../world/sdp-offer.ts';
import { refusedWith } from './coded.ts';

/** @param send posts an offer to a stream that takes it @param end deletes what it began */
export async function offersRefused(
  t: Test,
  send: (wish: OfferWish) => Promise<HttpAnswer>,
  end: (path: string) => Promise<unknown>,
): Promise<void> {
  const h264 = (profile: string, mode = 1): string[] => [
    'm=video 9 UDP/TLS/RTP/SAVPF 102',
    'a=rtpmap:102 H264/90000',
    `a=fmtp:102 packetization-mode=${mode};profile-level-id=${profile}`,
  ];
  const refused: Readonly<Record<string, OfferWish>> = {
    'it receives only': { direction: 'recvonly' },
    'it is inactive': { direction: 'inactive' },
    'two cameras': { kinds: ['video', 'video'] },
    'two microphones': { kinds: ['audio', 'audio'] },
    'no bundle': { without: /BUNDLE/ },
    'no rtcp-mux': { without: /rtcp-mux/ },
    'VP9 only': { videoCodec: ['m=video 9 UDP/TLS/RTP/SAVPF 98', 'a=rtpmap:98 VP9/90000'] },
    'H264 high': { videoCodec: h264('640c1f') },
    'H264 baseline without its constraint': { videoCodec: h264('42001f') },
    'H264 in single packets': { videoCodec: h264('42e01f', 0) },
  };
  for (const [why, wish] of Object.entries(refused)) refusedWith(t, await send(wish), 'MEDIA_REFUSED', why);
  const malformed: Readonly<Record<string, OfferWish>> = {
    'no ICE': { without: /ice-ufrag/ },
    'no fingerprint': { without: /fingerprint/ },
    'no mid': { without: /a=mid/ },
    'the same mid twice': { without: /a=mid:1/, section: ['a=mid:0'] },
    'a setup of its own': { without: /^a=setup:actpass$/, section: ['a=setup:holdconn'] },
    'RTP without DTLS': { videoCodec: usualVideo.map((line) => line.replace('UDP/TLS/RTP/SAVPF', 'RTP/AVP')) },
    'too many sections': { kinds: Array.from({ length: 17 }, () => 'audio' as const) },
  };
  for (const [why, wish] of Object.entries(malformed)) refusedWith(t, await send(wish), 'VALIDATION_FAILED', why);
  const taken = await send({ videoCodec: h264('42c01f') });
  t.equal(taken.status, 201, 'constrained baseline, however it is written');
  await end(taken.headers.location ?? '');
}
