/**
 * The codecs of one section, with their parameters and the feedback each is offered with.
 */
import type { MediaDescription } from 'sdp-transform';
import type { OfferedCodec } from './offer.ts';

/** More than any browser names. */
const mostCodecs = 64;

/**
 * In the order of the `m=` line, which is the order of preference; one without `rtpmap` is left out. A number that names two
 * codecs is there twice: what of it can be used is for others to say.
 */
export function readCodecs(kind: 'audio' | 'video', media: MediaDescription): OfferedCodec[] {
  const order = String(media.payloads ?? '')
    .split(' ')
    .map(Number)
    .slice(0, mostCodecs);
  const maps = [...new Set(order)].flatMap((number) => media.rtp.filter(({ payload }) => payload === number));
  return maps.slice(0, mostCodecs).flatMap(({ payload: payloadType, codec, rate, encoding }) => {
    if (rate === undefined) return [];
    return {
      ...{ mimeType: `${kind}/${codec}`, payloadType, clockRate: rate },
      ...(encoding === undefined ? {} : { channels: Number(encoding) }),
      parameters: parametersOf(media.fmtp.find(({ payload }) => payload === payloadType)?.config ?? ''),
      rtcpFeedback: feedbackOf(media, payloadType),
    };
  });
}

/** `a=fmtp`: numbers as numbers, except what only looks like one. */
function parametersOf(config: string): OfferedCodec['parameters'] {
  const pairs = config.split(';').flatMap((part): [string, string | number][] => {
    const [, name, value] = /^\s*([\w-]{1,64})=(.{1,512}?)\s*$/.exec(part) ?? [];
    if (name === undefined || value === undefined) return [];
    return [[name, /^\d{1,9}$/.test(value) && name !== 'profile-level-id' ? Number(value) : value]];
  });
  return Object.fromEntries(pairs);
}

function feedbackOf({ rtcpFb = [] }: MediaDescription, payloadType: number): OfferedCodec['rtcpFeedback'] {
  return rtcpFb
    .filter(({ payload }) => payload === '*' || Number(payload) === payloadType)
    .map(({ type, subtype = '' }) => ({ type, parameter: subtype }));
}
