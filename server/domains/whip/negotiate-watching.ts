/**
 * What an offer to receive becomes: which codecs the player takes, and which section shows what.
 *
 * A player names its payload types and the ids of its header extensions; a router has its own, which every packet carries.
 * Where its payload types are others it is sent to from a router that has these (decision 0035); header extensions are left
 * out altogether (decision 0028).
 */

import type { Offer, OfferedCodec } from '#platform/sdp/index.ts';
import { Dialect } from '#protocol/media/dialect.ts';
import type { RtpCapabilities } from '#protocol/media/rtp.ts';
import type { Source } from '#protocol/socket/source.ts';
import { notAcceptable } from './errors.ts';
import { type Chosen, chooseCodecs } from './rules/choose-codecs.ts';
import { sourcesFor } from './rules/sources-for.ts';

export interface Watching {
  readonly rtpCapabilities: RtpCapabilities;
  /** The player's payload types, where they are not the routers'. */
  readonly dialect: Dialect | undefined;
  /** By the mid of the section that shows it. */
  readonly sources: ReadonlyMap<string, Source>;
}

type Codec = NonNullable<RtpCapabilities['codecs']>[number];

/** Without the header extension that counts packets, what is said of it means nothing. */
const uncounted = ['transport-cc', 'goog-remb'];

/**
 * @param spoken what every room's router speaks
 * @throws Refusal MEDIA_REFUSED: nothing is received, no codec in common, numbers that cannot be, or no bundle
 */
export function negotiateWatching(offer: Offer, spoken: RtpCapabilities): Watching {
  const receives: readonly string[] = ['recvonly', 'sendrecv'];
  const wanted = offer.media.filter(({ kind, direction }) => kind !== 'other' && receives.includes(direction));
  if (wanted.length === 0) throw notAcceptable('It receives nothing.');
  const together = wanted.every(
    ({ rtcpMux, mid }) => rtcpMux && (offer.media.length === 1 || offer.bundle.includes(mid)),
  );
  if (!together) throw notAcceptable('All of it must share one transport (BUNDLE, rtcp-mux).');
  const known = (spoken.codecs ?? []).filter(({ mimeType }) => !/\/rtx$/i.test(mimeType));
  const chosen = chooseCodecs(
    known,
    wanted.flatMap(({ codecs }) => codecs),
  );
  if (chosen.length === 0) throw notAcceptable(`Rooms carry ${known.map(({ mimeType }) => mimeType).join(', ')}.`);
  const codecs = chosen.map(capability);
  return { rtpCapabilities: { codecs, headerExtensions: [] }, dialect: dialectOf(chosen), sources: sourcesFor(wanted) };
}

/** Undefined where the numbers are the routers' own. */
function dialectOf(chosen: readonly Chosen<Codec, OfferedCodec>[]): Dialect | undefined {
  if (chosen.every(({ ours, offered }) => ours.preferredPayloadType === offered.payloadType)) return undefined;
  const { success, data } = Dialect.safeParse(
    chosen.map(({ ours, offered }) => ({ mimeType: ours.mimeType, payloadType: offered.payloadType })),
  );
  if (!success)
    throw notAcceptable('Payload types are from 35 to 63 or from 96 to 127, and no two codecs have the same.');
  return data;
}

function capability({ ours, offered }: Chosen<Codec, OfferedCodec>): Codec {
  const rtcpFeedback = offered.rtcpFeedback.filter(
    (one) =>
      !uncounted.includes(one.type) &&
      ours.rtcpFeedback?.some(({ type, parameter = '' }) => type === one.type && parameter === one.parameter),
  );
  return {
    ...ours,
    preferredPayloadType: offered.payloadType,
    rtcpFeedback: rtcpFeedback.map((one) => ({ ...one })),
  };
}
