/**
 * The candidates of a transport as SDP names them.
 */
import type { MediaDescription } from 'sdp-transform';
import type { TransportOffer } from '#protocol/media/rtp.ts';

/** All there are: a server knows its own at once. */
export function candidatesOf({
  iceCandidates,
}: Pick<TransportOffer, 'iceCandidates'>): NonNullable<MediaDescription['candidates']> {
  return iceCandidates.map(({ foundation, protocol, priority, address, port, type, tcpType }) => ({
    ...{ foundation, component: 1, transport: protocol, priority, ip: address, port, type },
    ...(tcpType === undefined ? {} : { tcptype: tcpType }),
  }));
}
