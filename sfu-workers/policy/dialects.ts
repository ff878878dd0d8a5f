/**
 * Routers that number their codecs as players do.
 */
import { routerCodecs } from '#protocol/media/codecs.ts';
import type { Dialect } from '#protocol/media/dialect.ts';

/** One of `routerCodecs`, with any number, or none. */
export type NumberedCodec = WithoutNumber<(typeof routerCodecs)[number]> & { readonly preferredPayloadType?: number };
type WithoutNumber<C> = C extends unknown ? Omit<C, 'preferredPayloadType'> : never;

/**
 * How many of them a room may have on a node at a time. Honest players need about four (two makers of browsers, a phone's, a
 * program's); each is a router and a pipe with all layers, about as much as one viewer more.
 */
export const mostDialects = 8;

/** Whether a router of the one serves players of the other. */
export function speaks(spoken: Dialect, wanted: Dialect): boolean {
  return wanted.every((one) =>
    spoken.some(({ mimeType, payloadType }) => mimeType === one.mimeType && payloadType === one.payloadType),
  );
}

/**
 * The codecs of a router, with these numbers; what the player does not take has any other. mediasoup gives each video codec a
 * number for RTX too as it comes to it, the first that is free of 100 to 127 and then 96 to 99, and refuses a codec whose number
 * went that way. So sound comes first, which has none, and the pictures in whichever order goes well.
 * @returns undefined where there is none: two codecs want the first numbers that are free
 */
export function codecsOf(dialect: Dialect): NumberedCodec[] | undefined {
  const numbered = routerCodecs.map(({ preferredPayloadType: _, ...codec }): NumberedCodec => {
    const payloadType = dialect.find(({ mimeType }) => mimeType === codec.mimeType)?.payloadType;
    return { ...codec, ...(payloadType === undefined ? {} : { preferredPayloadType: payloadType }) };
  });
  const chosen = numbered.filter((codec) => 'preferredPayloadType' in codec);
  const others = numbered.filter((codec) => !chosen.includes(codec));
  const sound = chosen.filter(({ kind }) => kind === 'audio');
  const pictures = chosen.filter(({ kind }) => kind === 'video');
  const orders = [pictures, pictures.toReversed()].map((order) => [...sound, ...order, ...others]);
  return orders.find(isTaken);
}

/** As mediasoup counts. */
const free: readonly number[] = [...range(100, 127), ...range(96, 99)];

function isTaken(codecs: readonly NumberedCodec[]): boolean {
  const left = [...free];
  const used = new Set<number>();
  return codecs.every(({ kind, preferredPayloadType }) => {
    const payloadType = preferredPayloadType ?? left[0] ?? 0;
    if (used.has(payloadType)) return false;
    if (left.includes(payloadType)) left.splice(left.indexOf(payloadType), 1);
    used.add(payloadType);
    if (kind === 'video') used.add(left.shift() ?? 0);
    return true;
  });
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}
