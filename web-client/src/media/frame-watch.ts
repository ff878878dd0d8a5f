/**
 * Whether pictures keep coming. A transport may be connected and yet bring nothing; only the count of decoded frames tells.
 */
export interface FrameWatchOptions {
  readonly video: HTMLVideoElement;
  /** After this long without a new frame the picture counts as frozen, in milliseconds. */
  readonly frozenAfterMs: number;
  /** Called on each change, and again every `frozenAfterMs` while it stays frozen. */
  readonly onFrozen: (frozen: boolean) => void;
}

const lookEveryMs = 500;

/** Starts counting; returns how to stop. Judges nothing while the page is hidden, where browsers stop decoding. */
export function watchFrames({ video, frozenAfterMs, onFrozen }: FrameWatchOptions): () => void {
  let frames = -1;
  let stillMs = 0;
  let frozen = false;
  const timer = setInterval(() => {
    const now = video.getVideoPlaybackQuality().totalVideoFrames;
    const moved = now !== frames || document.hidden;
    frames = now;
    stillMs = moved ? 0 : stillMs + lookEveryMs;
    if (moved && frozen) {
      frozen = false;
      onFrozen(false);
    } else if (stillMs >= frozenAfterMs) {
      frozen = true;
      stillMs = 0;
      onFrozen(true);
    }
  }, lookEveryMs);
  return () => clearInterval(timer);
}
