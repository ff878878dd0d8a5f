/**
 * Whether the stage has a picture: since when, and whether it still moves. A picture that stands still is repaired.
 */
import { type RefObject, useEffect, useRef, useState } from 'react';
import { markFirstFrame, onFirstFrame, watchFrames } from '../../media/index.ts';

const frozenAfterMs = 2_500;

export interface Frames {
  readonly seen: boolean;
  readonly frozen: boolean;
}

/** @param expected whether pictures ought to be coming now */
export function useFrames(
  ref: RefObject<HTMLVideoElement | null>,
  expected: boolean,
  repair: (times: number) => void,
): Frames {
  const [seen, setSeen] = useState(false);
  const [frozen, setFrozen] = useState(false);
  const latest = useRef(repair);
  latest.current = repair;
  // From the start, whatever else the page is waiting for: this is the moment that benches read.
  useEffect(() => (ref.current === null ? undefined : markFirstFrame(ref.current)), [ref]);
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
    let times = 0;
    const stop = watchFrames({
      video,
      frozenAfterMs,
      onFrozen(now) {
        times = now ? times + 1 : 0;
        setFrozen(now && !video.paused);
        if (now && !video.paused) latest.current(times);
      },
    });
    return () => {
      stop();
      setFrozen(false);
    };
  }, [ref, expected]);
  return { seen, frozen };
}
