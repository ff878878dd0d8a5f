/**
 * The longest time in which something did not move: how a person would notice that pictures stood still.
 */

/** Milliseconds between two looks. */
const everyMs = 5;

/** Looks at a count again and again. @returns how to stop, which tells the longest standstill in milliseconds */
export function watchGaps(count: () => number): () => number {
  let seen = count();
  let lastMs = performance.now();
  let longestMs = 0;
  const look = (): void => {
    const nowMs = performance.now();
    longestMs = Math.max(longestMs, nowMs - lastMs);
    if (count() !== seen) lastMs = nowMs;
    seen = count();
  };
  const timer = setInterval(look, everyMs);
  return () => {
    clearInterval(timer);
    look();
    return longestMs;
  };
}
