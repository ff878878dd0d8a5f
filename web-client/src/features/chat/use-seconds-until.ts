/**
 * Seconds until a moment on the clock that only grows, for a countdown; 0 when it has come.
 */
import { useEffect, useState } from 'react';

/** @param at milliseconds of `performance.now()` */
export function useSecondsUntil(at: number): number {
  const [left, setLeft] = useState(() => secondsUntil(at));
  useEffect(() => {
    const look = (): void => {
      const now = secondsUntil(at);
      setLeft(now);
      if (now === 0) clearInterval(timer);
    };
    const timer = setInterval(look, 250);
    look();
    return () => clearInterval(timer);
  }, [at]);
  return left;
}

function secondsUntil(at: number): number {
  return Math.max(0, Math.ceil((at - performance.now()) / 1000));
}
