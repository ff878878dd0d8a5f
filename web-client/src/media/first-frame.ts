/**
 * The moment the first decoded picture is shown: for benches as a mark, for the page as news. Asks for one frame only and
 * keeps nothing awake after it.
 */
import { mark } from '../signalling/index.ts';

/** Calls `seen` once, when the element presents its next frame. Returns how to stop waiting. */
export function onFirstFrame(video: HTMLVideoElement, seen: () => void): () => void {
  if (!('requestVideoFrameCallback' in video)) {
    (video as HTMLVideoElement).addEventListener('playing', seen, { once: true });
    return () => (video as HTMLVideoElement).removeEventListener('playing', seen);
  }
  const handle = video.requestVideoFrameCallback(seen);
  return () => video.cancelVideoFrameCallback(handle);
}

/** Sets the mark `busker:first-frame`. Returns how to stop waiting for it. */
export function markFirstFrame(video: HTMLVideoElement): () => void {
  return onFirstFrame(video, () => mark('first-frame'));
}
