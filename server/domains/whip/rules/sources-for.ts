/**
 * Which source a player's sections show: of each kind the performer's own first, then what they share.
 */
import { kindOf, Source } from '#protocol/socket/source.ts';

/** Source by the mid of the section; a section more than there are sources has none. */
export function sourcesFor(
  sections: readonly { readonly mid: string; readonly kind: 'audio' | 'video' | 'other' }[],
): ReadonlyMap<string, Source> {
  const left = { audio: Source.options.filter(isOf('audio')), video: Source.options.filter(isOf('video')) };
  const chosen = new Map<string, Source>();
  for (const { mid, kind } of sections) {
    const source = kind === 'other' ? undefined : left[kind].shift();
    if (source !== undefined) chosen.set(mid, source);
  }
  return chosen;
}

function isOf(kind: 'audio' | 'video'): (source: Source) => boolean {
  return (source) => kindOf(source) === kind;
}
