/**
 * Which of several pictures is shown, because a video element shows one. Pure.
 */
import type { Source } from '#protocol/socket/source.ts';

/** A shared screen goes before the camera, as long as it is shared. */
export function shownPicture<T extends { readonly source: Source }>(sent: readonly T[]): T | undefined {
  return sent.find(({ source }) => source === 'screen') ?? sent.find(({ source }) => source === 'camera');
}
