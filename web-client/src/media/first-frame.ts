/**
 * The moment the next decoded picture is shown. Asks for one frame only and keeps nothing awake after it.
 */

/** Calls `seen` once, when the element presents its next frame. Returns how to stop waiting. */
export function onFirstFrame(video: HTMLVideoElement, seen: () => void): () => void {
  if (!('requestVideoFrameCallback' in video)) {
    (video as HTMLVideoElement).addEventListener('playing', seen, { once: true });
    return () => (video as HTMLVideoElement).removeEventListener('playing', seen);
  }
  const handle = video.requestVideoFrameCallback(seen);
  return () => video.cancelVideoFrameCallback(handle);
}
