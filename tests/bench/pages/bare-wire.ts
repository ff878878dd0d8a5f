/**
 * What the bare pages and the bare server say to each other: as few messages as mediasoup allows.
 */
import type { types } from 'mediasoup-client';

/** The first thing either page is told. */
export interface Opening {
  readonly rtpCapabilities: types.RtpCapabilities;
  readonly transport: types.TransportOptions;
}

export type FromWatcher =
  | { readonly rtpCapabilities: types.RtpCapabilities }
  | { readonly dtlsParameters: types.DtlsParameters };

/** Follows the opening. */
export interface Offers {
  readonly consumers: readonly {
    readonly id: string;
    readonly producerId: string;
    readonly kind: types.MediaKind;
    readonly rtpParameters: types.RtpParameters;
  }[];
}

export type FromPublisher =
  | { readonly dtlsParameters: types.DtlsParameters }
  | { readonly kind: types.MediaKind; readonly rtpParameters: types.RtpParameters };

/** Answers each of a publisher's messages. */
export interface Taken {
  readonly id: string;
}
