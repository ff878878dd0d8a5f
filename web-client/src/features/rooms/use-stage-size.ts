/**
 * How large the picture is: in the page, over the whole screen, or in a window of its own.
 */
import { type RefObject, useEffect, useState } from 'react';

/** iPhones know full screen only for the video itself. */
type PhoneVideo = HTMLVideoElement & { webkitEnterFullscreen?: () => void };

export interface StageSize {
  readonly fullscreen: boolean;
  readonly canPip: boolean;
  readonly toggleFullscreen: () => void;
  readonly togglePip: () => void;
}

export function useStageSize(stage: RefObject<HTMLElement | null>, video: RefObject<PhoneVideo | null>): StageSize {
  const [fullscreen, setFullscreen] = useState(false);
  useEffect(() => {
    const changed = (): void => setFullscreen(document.fullscreenElement !== null);
    document.addEventListener('fullscreenchange', changed);
    return () => document.removeEventListener('fullscreenchange', changed);
  }, []);
  return {
    fullscreen,
    canPip: document.pictureInPictureEnabled === true,
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
