/**
 * When an erased person is looked after, and how much at once. Pure.
 *
 * A round goes through everything that is kept about them. What was under way while they were erased (a line of chat, a
 * notification) is stored a moment later; nothing that was accepted before a sign-in ended is under way for a quarter of an
 * hour. So further rounds follow, and the last one begins after that.
 */

const minuteMs = 60_000;
/** After the erasure. The first round begins with it. */
const laterRoundsMs: readonly number[] = [minuteMs, 4 * minuteMs, 16 * minuteMs];
const lastRoundMs = 16 * minuteMs;

/** When the round after one that began then begins, in milliseconds of the same clock; null: nothing is owed any more. */
export function nextRoundAt(erasedAtMs: number, beganAtMs: number): number | null {
  if (beganAtMs >= erasedAtMs + lastRoundMs) return null;
  return erasedAtMs + (laterRoundsMs.find((ms) => erasedAtMs + ms > beganAtMs) ?? lastRoundMs);
}

const firstPauseMs = 30_000;
const longestPauseMs = 60 * minuteMs;

/** How long after so many failures in a row (1 or more) it is tried again: doubling from half a minute to an hour, for good. */
export function pauseAfter(failures: number): number {
  return Math.min(firstPauseMs * 2 ** Math.min(failures - 1, 20), longestPauseMs);
}

const mostRows = 1_000;
const leastRows = 25;

/** Rows of one batch: fewer after each failure, because it may have failed for being too large. */
export function batchAfter(failures: number): number {
  return Math.max(leastRows, Math.floor(mostRows / 4 ** Math.min(failures, 10)));
}
