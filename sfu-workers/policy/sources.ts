/** What kind of media each source is. */
import type { MediaKind } from '#protocol/media/rtp.ts';
import type { Source } from '#protocol/socket/source.ts';

const kinds: Readonly<Record<Source, MediaKind>> = { camera: 'video', screen: 'video', microphone: 'audio' };

/** Whether this kind can come from this source. */
export function fits(source: Source, kind: MediaKind): boolean {
  return kinds[source] === kind;
}
