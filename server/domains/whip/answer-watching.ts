/**
 * The answer to an offer to receive: each section with what it shows, or refused where nothing is sent for it, or nothing
 * under a number that it offers for this codec.
 */
import type { AnsweredMedia, Offer, OfferedMedia } from '#platform/sdp/index.ts';
import type { ConsumerOffer } from '#protocol/media/rtp.ts';
import type { Watching } from './negotiate-watching.ts';

/** @returns the sections in the order of the offer, and the consumers they show */
export function answerWatching(
  offer: Offer,
  { sources }: Watching,
  consumers: readonly ConsumerOffer[],
): { readonly media: readonly AnsweredMedia[]; readonly shown: readonly string[] } {
  const shown: string[] = [];
  const media = offer.media.map((offered): AnsweredMedia => {
    const source = sources.get(offered.mid);
    const consumer = consumers.find((one) => one.source === source);
    if (consumer === undefined || !takes(offered, consumer)) return { offered, use: undefined };
    shown.push(consumer.id);
    return { offered, use: { direction: 'sendonly', rtpParameters: { ...consumer.rtpParameters, mid: offered.mid } } };
  });
  return { media, shown };
}

/** Numbers may differ from one section to the next; and a media node of an older release sends under its own. */
function takes({ codecs }: OfferedMedia, { rtpParameters }: ConsumerOffer): boolean {
  return rtpParameters.codecs.every(({ payloadType, mimeType }) =>
    codecs.some((one) => one.payloadType === payloadType && one.mimeType.toLowerCase() === mimeType.toLowerCase()),
  );
}
