/**
 * The moment the first decoded picture is shown: for benches as a mark, for the page as news. Asks for one frame only and
 * keeps nothing awake after it.
 */
import { mark } from '../signalling/index.ts';

/** Calls `seen` once, when the element presents its first frame. Returns how to stop waiting. */
export function onFirstFrame(video: HTMLVideoElement, seen: () => void): () => void {
  const arrived = (): void => {
    mark('first-frame');
    seen();
  };
  if (!('requestVideoFrameCallback' in video)) {
    (video as HTMLVideoElement).addEventListener('playing', arrived, { once: true });
    return () => (video as HTMLVideoElement).removeEventListener('playing', arrived);
  }
  const handle = video.requestVideoFrameCallback(arrived);
  return () => video.cancelVideoFrameCallback(handle);
}
