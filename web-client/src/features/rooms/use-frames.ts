/**
 * Whether the stage has a picture: since when, and whether it still moves. A picture that stands still is repaired.
 */
import { type RefObject, useEffect, useRef, useState } from 'react';
import { onFirstFrame, watchFrames } from '../../media/index.ts';
import { mark } from '../../signalling/index.ts';

const frozenAfterMs = 2_500;

export interface Frames {
  readonly seen: boolean;
  readonly frozen: boolean;
}

export interface FrameEvents {
  /** The very first picture is shown, whatever else the page is waiting for. */
  readonly sawPicture: () => void;
  /** It stands still although it should not: called every few seconds while that lasts. */
  readonly repair: () => Promise<void>;
}

/** @param expected whether pictures ought to be coming now */
export function useFrames(ref: RefObject<HTMLVideoElement | null>, expected: boolean, events: FrameEvents): Frames {
  const [seen, setSeen] = useState(false);
  const [frozen, setFrozen] = useState(false);
  const latest = useRef(events);
  latest.current = events;
  useEffect(() => {
    if (ref.current === null) return;
    return onFirstFrame(ref.current, () => {
      mark('first-frame');
      latest.current.sawPicture();
    });
  }, [ref]);
  useEffect(() => {
    if (ref.current === null || !expected) {
      setSeen(false);
      return;
    }
    return onFirstFrame(ref.current, () => setSeen(true));
  }, [ref, expected]);
  useEffect(() => {
    const video = ref.current;
    if (video === null || !expected) return;
    const stop = watchFrames({
      video,
      frozenAfterMs,
      onFrozen(now) {
        setFrozen(now && !video.paused);
        if (now && !video.paused) void latest.current.repair();
      },
    });
    return () => {
      stop();
      setFrozen(false);
    };
  }, [ref, expected]);
  return { seen, frozen };
}
