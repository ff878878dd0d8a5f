/** What kind of media each source is. */
import type { MediaKind } from '#protocol/media/rtp.ts';
import { kindOf, type Source } from '#protocol/socket/source.ts';

/** Whether this kind can come from this source. */
export function fits(source: Source, kind: MediaKind): boolean {
  return kindOf(source) === kind;
}
