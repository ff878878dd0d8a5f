/**
 * Of what a player offers the codec that serves for each of those rooms carry, and under which number it is sent.
 */
import { matchesCodec, type NamedCodec } from './matches-codec.ts';

interface Numbered extends NamedCodec {
  readonly payloadType: number;
}

interface Spoken extends NamedCodec {
  readonly preferredPayloadType?: number | undefined;
}

export interface Chosen<S, O> {
  readonly ours: S;
  readonly offered: O;
}

/**
 * As rooms prefer them. Where a codec is offered under several numbers the one that rooms have themselves, for it costs
 * nothing; else the first, which the player prefers.
 */
export function chooseCodecs<S extends Spoken, O extends Numbered>(
  spoken: readonly S[],
  offered: readonly O[],
): Chosen<S, O>[] {
  return spoken.flatMap((ours): Chosen<S, O>[] => {
    const matching = offered.filter((one) => matchesCodec(one, ours));
    const own = matching.find(({ payloadType }) => payloadType === ours.preferredPayloadType);
    const chosen = own ?? matching[0];
    return chosen === undefined ? [] : [{ ours, offered: chosen }];
  });
}
