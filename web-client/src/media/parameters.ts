/**
 * The border between our protocol's RTP parameters and mediasoup-client's. They are the same JSON; only TypeScript sees a
 * difference (an optional field that may be absent against one that may be undefined), and JSON cannot carry that one.
 */
import type { types } from 'mediasoup-client';
import type {
  ConsumerOffer,
  DtlsParameters,
  IceServer,
  RtpCapabilities,
  RtpParameters,
  TransportOffer,
} from '#protocol/media/rtp.ts';

interface Pairs {
  capabilities: [RtpCapabilities, types.RtpCapabilities];
  parameters: [RtpParameters, types.RtpParameters];
  dtls: [DtlsParameters, types.DtlsParameters];
  transport: [TransportOffer, types.TransportOptions];
  ice: [TransportOffer['iceParameters'], types.IceParameters];
  servers: [IceServer[], RTCIceServer[]];
  consumer: [Pick<ConsumerOffer, 'rtpParameters'>['rtpParameters'], types.RtpParameters];
}
type Ours = Pairs[keyof Pairs][0];
type Theirs = Pairs[keyof Pairs][1];
type TheirsOf<T extends Ours> = Extract<Pairs[keyof Pairs], [T, unknown]>[1];
type OursOf<T extends Theirs> = Extract<Pairs[keyof Pairs], [unknown, T]>[0];

export function asLibrary<T extends Ours>(given: T): TheirsOf<T> {
  return given as unknown as TheirsOf<T>;
}

export function asProtocol<T extends Theirs>(given: T): OursOf<T> {
  return given as unknown as OursOf<T>;
}
