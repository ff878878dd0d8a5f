/**
 * Which of several pictures fills the stage, because a video element shows one, and which lies small in its corner. Pure.
 */
import type { Source } from '#protocol/socket/source.ts';

/** A shared screen goes before the camera, as long as it is shared. */
export function shownPicture<T extends { readonly source: Source }>(sent: readonly T[]): T | undefined {
  return sent.find(({ source }) => source === 'screen') ?? sent.find(({ source }) => source === 'camera');
}

/** The camera while a screen is shared: whoever explains something is seen beside it. */
export function insetPicture<T extends { readonly source: Source }>(sent: readonly T[]): T | undefined {
  const camera = sent.find(({ source }) => source === 'camera');
  return camera === shownPicture(sent) ? undefined : camera;
}
