/**
 * What an offer to send becomes in a room: its sound and its picture, with the first codec that rooms carry.
 */
import type { AnsweredMedia, Offer, OfferedCodec, OfferedMedia } from '#platform/sdp/index.ts';
import type { RtpCapabilities, RtpParameters } from '#protocol/media/rtp.ts';
import type { Source } from '#protocol/socket/source.ts';
import { notAcceptable } from './errors.ts';
import { matchesCodec } from './rules/matches-codec.ts';
import { orderRids } from './rules/order-rids.ts';

/** One source of an offer. */
export interface SentSource {
  readonly kind: 'audio' | 'video';
  readonly source: Source;
  readonly rtpParameters: RtpParameters;
}

export interface Sending {
  readonly sources: readonly SentSource[];
  /** For the answer, in the order of the offer. */
  readonly media: readonly AnsweredMedia[];
}

/** What a worker waits for before it changes layers, and no encoder sends unasked. */
const unsent = 'http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time';

/**
 * @param spoken what every room's router speaks
 * @throws Refusal MEDIA_REFUSED: nothing is sent, more than one of a kind, no codec in common, or no bundle
 */
export function negotiateSending(offer: Offer, spoken: RtpCapabilities): Sending {
  const sent = offer.media.filter(({ kind, direction }) => kind !== 'other' && direction.startsWith('send'));
  if (sent.length === 0) throw notAcceptable('It sends nothing.');
  for (const kind of ['audio', 'video'])
    if (sent.filter((one) => one.kind === kind).length > 1) throw notAcceptable(`It sends more than one ${kind}.`);
  const media = offer.media.map((offered) => (sent.includes(offered) ? take(offer, offered, spoken) : refuse(offered)));
  const sources = media.flatMap(({ offered, use }): SentSource[] => {
    if (use === undefined || offered.kind === 'other') return [];
    const source = offered.kind === 'audio' ? 'microphone' : 'camera';
    return [{ kind: offered.kind, source, rtpParameters: use.rtpParameters }];
  });
  return { sources, media };
}

function refuse(offered: OfferedMedia): AnsweredMedia {
  return { offered, use: undefined };
}

function take(offer: Offer, offered: OfferedMedia, spoken: RtpCapabilities): AnsweredMedia {
  if (!offered.rtcpMux || (offer.media.length > 1 && !offer.bundle.includes(offered.mid)))
    throw notAcceptable('All of it must share one transport (BUNDLE, rtcp-mux).');
  const codecs = chooseCodecs(offered, spoken);
  const headerExtensions = offered.headerExtensions.filter(
    ({ uri }) => uri !== unsent && spoken.headerExtensions?.some((ext) => ext.kind === offered.kind && ext.uri === uri),
  );
  const rids = orderRids(offered.rids).map(({ rid }) => rid);
  const rtcp = { ...(offered.cname === undefined ? {} : { cname: offered.cname.slice(0, 256) }), reducedSize: true };
  const rtpParameters = {
    ...{ mid: offered.mid, codecs, rtcp },
    headerExtensions: [...headerExtensions],
    encodings: encodingsOf(offered, rids, codecs.length > 1),
  };
  return { offered, use: { direction: 'recvonly', rtpParameters, rids: offered.rids.map(({ rid }) => rid) } };
}

function chooseCodecs({ kind, codecs }: OfferedMedia, spoken: RtpCapabilities): RtpParameters['codecs'] {
  const known = spoken.codecs ?? [];
  const chosen = codecs.find((one) => known.some((other) => matchesCodec(one, other)));
  if (chosen === undefined) {
    const names = [...new Set(known.filter((one) => one.kind === kind && !isRtx(one)).map(({ mimeType }) => mimeType))];
    throw notAcceptable(`Of ${kind} rooms carry ${names.join(', ')}; H264 as constrained baseline.`);
  }
  const ours = known.find((other) => matchesCodec(chosen, other));
  const feedback = chosen.rtcpFeedback.filter((one) =>
    ours?.rtcpFeedback?.some(({ type, parameter = '' }) => type === one.type && parameter === one.parameter),
  );
  const rtx = codecs.find((one) => isRtx(one) && one.parameters.apt === chosen.payloadType);
  return [plain(chosen, feedback), ...(rtx === undefined ? [] : [plain(rtx, [])])];
}

function plain(codec: OfferedCodec, rtcpFeedback: OfferedCodec['rtcpFeedback']): RtpParameters['codecs'][number] {
  return { ...codec, parameters: { ...codec.parameters }, rtcpFeedback: rtcpFeedback.map((one) => ({ ...one })) };
}

const isRtx = ({ mimeType }: { readonly mimeType: string }): boolean => /\/rtx$/i.test(mimeType);

/** Told apart by name where there are several; else by SSRC, or by the section alone. */
function encodingsOf({ ssrcs }: OfferedMedia, rids: readonly string[], hasRtx: boolean): RtpParameters['encodings'] {
  if (rids.length > 0) return rids.map((rid) => ({ rid }));
  const [own] = ssrcs;
  if (own === undefined) return [{}];
  return [{ ssrc: own.ssrc, ...(hasRtx && own.rtx !== undefined ? { rtx: { ssrc: own.rtx } } : {}) }];
}
