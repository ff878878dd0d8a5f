/**
 * A media node's transport as the answer to an offer of a data channel: enough for ICE to try the way there, and for nothing
 * else. Pure.
 */
import type { TransportOffer } from '#protocol/media/rtp.ts';

/** @param over only candidates of these protocols are named */
export function answerSdp(
  { iceParameters, iceCandidates, dtlsParameters }: TransportOffer,
  over: readonly ('udp' | 'tcp')[],
): string {
  const fingerprint = dtlsParameters.fingerprints.find(({ algorithm }) => algorithm === 'sha-256');
  const candidates = iceCandidates
    .filter(({ protocol }) => over.includes(protocol))
    .map(({ foundation, protocol, priority, address, port, type, tcpType }) => {
      const passive = tcpType === undefined ? '' : ` tcptype ${tcpType}`;
      return `a=candidate:${foundation} 1 ${protocol} ${priority} ${address} ${port} typ ${type}${passive}`;
    });
  return `${[
    ...['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0', 'a=group:BUNDLE 0', 'a=ice-lite'],
    ...['m=application 9 UDP/DTLS/SCTP webrtc-datachannel', 'c=IN IP4 0.0.0.0', 'a=mid:0'],
    `a=ice-ufrag:${iceParameters.usernameFragment}`,
    `a=ice-pwd:${iceParameters.password}`,
    `a=fingerprint:sha-256 ${fingerprint?.value ?? ''}`,
    ...['a=setup:passive', 'a=sctp-port:5000'],
    ...candidates,
    'a=end-of-candidates',
  ].join('\r\n')}\r\n`;
}
