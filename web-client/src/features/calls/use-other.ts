/**
 * The video element that plays what the other sends: with sound where the browser lets us.
 */
import { type RefObject, useCallback, useEffect, useState } from 'react';

export interface OtherPlayer {
  /** The browser refused sound without a press. */
  readonly silenced: boolean;
  /** For a press: with sound from now on. */
  readonly hear: () => void;
}

export function useOther(ref: RefObject<HTMLVideoElement | null>, media: MediaStream): OtherPlayer {
  const [silenced, setSilenced] = useState(false);
  useEffect(() => {
    const video = ref.current;
    if (video === null) return;
    video.srcObject = media;
    void play(video).then(setSilenced);
    return () => {
      video.srcObject = null;
    };
  }, [ref, media]);
  const hear = useCallback(() => {
    const video = ref.current;
    if (video === null) return;
    video.muted = false;
    void play(video).then(setSilenced);
  }, [ref]);
  return { silenced, hear };
}

/** Resolves with whether it had to be without sound. */
async function play(video: HTMLVideoElement): Promise<boolean> {
  try {
    await video.play();
    return video.muted;
  } catch (thrown) {
    if (!(thrown instanceof DOMException && thrown.name === 'NotAllowedError')) return false;
    video.muted = true;
    await video.play().catch(() => undefined);
    return true;
  }
}
