/**
 * A media node's transport as the SDP of the other side, for WebRTC clients that speak SDP only.
 */
import type { ConsumerOffer, DtlsParameters, TransportOffer } from '#protocol/media/rtp.ts';

export interface Section {
  readonly kind: 'audio' | 'video';
  readonly mid: string;
  readonly payloadType: number;
  readonly codec: string;
  readonly ssrcs: readonly number[];
}

/** @param direction what the node does with these sections */
export function nodeSdp(
  transport: TransportOffer,
  sections: readonly Section[],
  direction: 'sendonly' | 'recvonly',
): string {
  const { iceParameters: ice, dtlsParameters, iceCandidates } = transport;
  const fingerprint = dtlsParameters.fingerprints.find(({ algorithm }) => algorithm === 'sha-256');
  const candidates = iceCandidates
    .filter(({ protocol }) => protocol === 'udp')
    .map(
      ({ foundation, priority, address, port }) =>
        `a=candidate:${foundation} 1 udp ${priority} ${address} ${port} typ host`,
    );
  const setup = direction === 'sendonly' ? 'actpass' : 'passive';
  const lines = sections.flatMap(({ kind, mid, payloadType, codec, ssrcs }) => [
    `m=${kind} 9 UDP/TLS/RTP/SAVPF ${payloadType}`,
    'c=IN IP4 0.0.0.0',
    ...[`a=mid:${mid}`, `a=${direction}`, 'a=rtcp-mux', `a=rtpmap:${payloadType} ${codec}`, `a=setup:${setup}`],
    ...[
      `a=ice-ufrag:${ice.usernameFragment}`,
      `a=ice-pwd:${ice.password}`,
      `a=fingerprint:sha-256 ${fingerprint?.value}`,
    ],
    ...ssrcs.map((ssrc) => `a=ssrc:${ssrc} cname:node`),
    ...candidates,
    'a=end-of-candidates',
  ]);
  const bundle = `a=group:BUNDLE ${sections.map(({ mid }) => mid).join(' ')}`;
  return ['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0', 'a=ice-lite', bundle, ...lines, ''].join('\r\n');
}

/** The section in which a consumer's packets come. */
export function sectionOf({ kind, rtpParameters }: ConsumerOffer): Section {
  const [codec] = rtpParameters.codecs;
  const name = codec?.mimeType.split('/')[1] ?? '';
  const channels = codec?.channels === 2 ? '/2' : '';
  return {
    kind,
    mid: rtpParameters.mid ?? '0',
    payloadType: codec?.payloadType ?? 0,
    codec: `${name}/${codec?.clockRate}${channels}`,
    ssrcs: (rtpParameters.encodings ?? []).flatMap(({ ssrc }) => ssrc ?? []),
  };
}

/** What a node must know of the peer that wrote this SDP. @param role the peer's part in the DTLS handshake */
export function dtlsOf(sdp: string, role: 'client' | 'server'): DtlsParameters {
  const value = /a=fingerprint:sha-256 (\S+)/i.exec(sdp)?.[1] ?? '';
  return { role, fingerprints: [{ algorithm: 'sha-256', value }] };
}
