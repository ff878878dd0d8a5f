/**
 * How large the stage is: in the page, across the window (theatre), the whole screen, or in a window of its own.
 */
import { type RefObject, useEffect, useState } from 'react';

/** iPhones know full screen only for the video itself. */
type PhoneVideo = HTMLVideoElement & { webkitEnterFullscreen?: () => void };

export interface StageSize {
  readonly theatre: boolean;
  readonly fullscreen: boolean;
  readonly canPip: boolean;
  readonly toggleTheatre: () => void;
  readonly toggleFullscreen: () => void;
  readonly togglePip: () => void;
}

export function useStageSize(stage: RefObject<HTMLElement | null>, video: RefObject<PhoneVideo | null>): StageSize {
  const [theatre, setTheatre] = useState(false);
  const [fullscreen, setFullscreen] = useState(false);
  useEffect(() => {
    const changed = (): void => setFullscreen(document.fullscreenElement !== null);
    document.addEventListener('fullscreenchange', changed);
    return () => document.removeEventListener('fullscreenchange', changed);
  }, []);
  return {
    theatre,
    fullscreen,
    canPip: document.pictureInPictureEnabled === true,
    toggleTheatre: () => setTheatre((before) => !before),
    toggleFullscreen() {
      if (document.fullscreenElement) void document.exitFullscreen();
      else if (document.fullscreenEnabled) void stage.current?.requestFullscreen().catch(() => undefined);
      else video.current?.webkitEnterFullscreen?.();
    },
    togglePip() {
      if (document.pictureInPictureElement) void document.exitPictureInPicture();
      // Refused while there is no picture yet.
      else void video.current?.requestPictureInPicture().catch(() => undefined);
    },
  };
}
