/**
 * The video element under the controls: playing, sound, full screen, picture in picture. The element is the truth; what
 * is kept here only repeats its events.
 */
import { type RefObject, useCallback, useEffect, useState } from 'react';
import { preferences } from '../../preferences/index.ts';

export interface Player {
  readonly playing: boolean;
  readonly muted: boolean;
  /** 0 … 1 */
  readonly volume: number;
  /** The browser refused sound without a press, so the page began in silence. */
  readonly silenced: boolean;
  readonly play: () => void;
  readonly togglePlay: () => void;
  readonly toggleMuted: () => void;
  readonly setVolume: (volume: number) => void;
}

const volumeKey = 'busker.volume';

export function usePlayer(ref: RefObject<HTMLVideoElement | null>, stream: MediaStream): Player {
  const [shown, setShown] = useState({ playing: true, muted: false, volume: rememberedVolume() });
  const [silenced, setSilenced] = useState(false);

  useEffect(() => {
    const video = ref.current;
    if (video === null) return;
    const repeat = (): void => setShown({ playing: !video.paused, muted: video.muted, volume: video.volume });
    const events = ['play', 'pause', 'volumechange'] as const;
    for (const event of events) video.addEventListener(event, repeat);
    video.volume = rememberedVolume();
    if (preferences.current().muteOnEnter) video.muted = true;
    video.srcObject = stream;
    void start(video).then(setSilenced);
    return () => {
      for (const event of events) video.removeEventListener(event, repeat);
      video.srcObject = null;
    };
  }, [ref, stream]);

  const withVideo = useCallback(
    (act: (video: HTMLVideoElement) => void) => {
      if (ref.current) act(ref.current);
    },
    [ref],
  );
  const hear = useCallback((video: HTMLVideoElement, muted: boolean) => {
    video.muted = muted;
    setSilenced(false);
    if (!muted && video.volume === 0) video.volume = 0.5;
    if (!muted) void start(video).then(setSilenced);
  }, []);
  return {
    ...shown,
    silenced,
    play: () => withVideo((video) => void start(video).then(setSilenced)),
    togglePlay: () => withVideo((video) => (video.paused ? void start(video).then(setSilenced) : video.pause())),
    toggleMuted: () => withVideo((video) => hear(video, !video.muted)),
    setVolume: (volume) =>
      withVideo((video) => {
        video.volume = volume;
        localStorage.setItem(volumeKey, String(volume));
        hear(video, volume === 0);
      }),
  };
}

/** Plays with sound where the browser lets us, else without. Resolves with whether it had to be without. */
async function start(video: HTMLVideoElement): Promise<boolean> {
  try {
    await video.play();
    return false;
  } catch (thrown) {
    // Anything else (the element went away, say) is nothing that silence would help.
    if (!(thrown instanceof DOMException && thrown.name === 'NotAllowedError')) return false;
    video.muted = true;
    await video.play().catch(() => undefined);
    return true;
  }
}

function rememberedVolume(): number {
  const volume = Number(localStorage.getItem(volumeKey) ?? 1);
  return volume > 0 && volume <= 1 ? volume : 1;
}
