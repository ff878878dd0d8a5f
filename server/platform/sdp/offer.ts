/**
 * What an SDP offer says, as far as a media node is concerned: plain values, no text.
 */

/** A codec or its retransmission, as it is offered in one section. */
export interface OfferedCodec {
  /** `video/VP8`; `video/rtx` for retransmission. */
  readonly mimeType: string;
  readonly payloadType: number;
  readonly clockRate: number;
  readonly channels?: number;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly rtcpFeedback: readonly { readonly type: string; readonly parameter: string }[];
}

/** One stream of a section that sends several at once (RFC 8853), with its restrictions (RFC 8851). */
export interface OfferedRid {
  readonly rid: string;
  /** Pixels wide or bits a second at most; undefined where it does not say. */
  readonly maxWidth: number | undefined;
  readonly maxBitrate: number | undefined;
}

/** One `m=` section. */
export interface OfferedMedia {
  readonly kind: 'audio' | 'video' | 'other';
  readonly mid: string;
  /** Its `m=` line’s protocol and formats, to be repeated where the section is refused. */
  readonly type: string;
  readonly protocol: string;
  readonly formats: string;
  readonly direction: 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';
  readonly codecs: readonly OfferedCodec[];
  readonly headerExtensions: readonly { readonly uri: string; readonly id: number }[];
  /** What it sends by SSRC; the retransmission’s beside it. */
  readonly ssrcs: readonly { readonly ssrc: number; readonly rtx: number | undefined }[];
  /** What it sends by name, as it prefers them; empty where it sends one stream. */
  readonly rids: readonly OfferedRid[];
  readonly cname: string | undefined;
  readonly rtcpMux: boolean;
}

/** Who offers, and what. */
export interface Offer {
  readonly media: readonly OfferedMedia[];
  /** Sections that share one transport, by mid. */
  readonly bundle: readonly string[];
  readonly iceUfrag: string;
  readonly dtls: {
    readonly setup: 'active' | 'passive' | 'actpass';
    readonly fingerprints: readonly { readonly algorithm: string; readonly value: string }[];
  };
}
