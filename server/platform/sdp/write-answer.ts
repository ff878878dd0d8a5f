/**
 * Writes an SDP answer: one transport for all sections (BUNDLE, rtcp-mux) of a peer that is ICE lite and names its candidates
 * at once (RFC 8839, RFC 8842).
 */
import { type MediaDescription, type SessionDescription, write } from 'sdp-transform';
import type { RtpParameters, TransportOffer } from '#protocol/media/rtp.ts';
import { candidatesOf } from './candidates.ts';
import type { OfferedMedia } from './offer.ts';

/** What becomes of one section of the offer. */
export interface AnsweredMedia {
  readonly offered: OfferedMedia;
  /** Undefined: it is refused. */
  readonly use:
    | undefined
    | {
        readonly direction: 'sendonly' | 'recvonly';
        readonly rtpParameters: RtpParameters;
        /** Names of the streams that are taken at once, as they were offered. */
        readonly rids?: readonly string[];
      };
}

export interface Answer {
  readonly id: string;
  readonly transport: TransportOffer;
  /** Which side of DTLS we are. */
  readonly setup: 'active' | 'passive';
  readonly media: readonly AnsweredMedia[];
}

/** The text of the answer. */
export function writeAnswer({ id, transport, setup, media }: Answer): string {
  const used = media.filter(({ use }) => use !== undefined);
  const fingerprint = transport.dtlsParameters.fingerprints.find(({ algorithm }) => algorithm === 'sha-256');
  const shared = {
    iceUfrag: transport.iceParameters.usernameFragment,
    icePwd: transport.iceParameters.password,
    ...(fingerprint === undefined ? {} : { fingerprint: { type: fingerprint.algorithm, hash: fingerprint.value } }),
    setup,
  };
  const sdp: SessionDescription = {
    version: 0,
    origin: { username: 'busker', sessionId: id, sessionVersion: 1, netType: 'IN', ipVer: 4, address: '0.0.0.0' },
    name: '-',
    timing: { start: 0, stop: 0 },
    icelite: 'ice-lite',
    groups: [{ type: 'BUNDLE', mids: used.map(({ offered }) => offered.mid).join(' ') }],
    media: media.map((one) => (one.use === undefined ? refused(one.offered) : section(one, transport, shared))),
  };
  return write(sdp);
}

function refused({ type, protocol, formats, mid }: OfferedMedia): MediaDescription {
  return { type, protocol, payloads: formats, mid, port: 0, direction: 'inactive', rtp: [], fmtp: [] };
}

function section(
  { offered, use }: AnsweredMedia,
  transport: TransportOffer,
  shared: Partial<MediaDescription>,
): MediaDescription {
  const { codecs = [], headerExtensions = [], encodings = [], rtcp } = use?.rtpParameters ?? {};
  const { rids = [] } = use ?? {};
  return {
    ...{ type: offered.type, protocol: offered.protocol, port: 9, mid: offered.mid, ...shared },
    ...{ payloads: codecs.map(({ payloadType }) => payloadType).join(' '), connection: { version: 4, ip: '0.0.0.0' } },
    ...{ direction: use?.direction ?? 'inactive', rtcpMux: 'rtcp-mux', rtcpRsize: 'rtcp-rsize' },
    rtp: codecs.map(({ payloadType, mimeType, clockRate, channels }) => ({
      ...{ payload: payloadType, codec: mimeType.split('/')[1] ?? '', rate: clockRate },
      ...(channels === undefined || channels === 1 ? {} : { encoding: channels }),
    })),
    fmtp: codecs.flatMap(({ payloadType, parameters = {} }) => {
      const config = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
      return config.length === 0 ? [] : { payload: payloadType, config: config.join(';') };
    }),
    rtcpFb: codecs.flatMap(({ payloadType, rtcpFeedback = [] }) =>
      rtcpFeedback.map(({ type, parameter = '' }) => ({ payload: payloadType, type, subtype: parameter })),
    ),
    ext: headerExtensions.map(({ uri, id }) => ({ uri, value: id })),
    ...(rids.length === 0
      ? {}
      : {
          rids: rids.map((rid) => ({ id: rid, direction: 'recv' })),
          simulcast: { dir1: 'recv' as const, list1: rids.join(';') },
        }),
    ...(use?.direction === 'sendonly' ? sources(encodings, rtcp?.cname ?? 'busker', offered) : {}),
    ...{ candidates: candidatesOf(transport), endOfCandidates: 'end-of-candidates' },
  };
}

/** One stream for everything that is sent: picture and sound belong together, and are kept in step by one clock. */
function sources(
  encodings: readonly { readonly ssrc?: number | undefined }[],
  cname: string,
  { kind }: OfferedMedia,
): Partial<MediaDescription> {
  const ssrcs = encodings.flatMap(({ ssrc }) => (ssrc === undefined ? [] : ssrc));
  return {
    msid: [{ id: 'busker', appdata: kind }],
    ssrcs: ssrcs.flatMap((id) => [
      { id, attribute: 'cname', value: cname },
      { id, attribute: 'msid', value: `busker ${kind}` },
    ]),
  };
}
