/** When a failed delivery is tried again: doubling from a second to five minutes, for about an hour in all. Pure. */

/** Tries of one delivery, the first included, after which it is given up. */
export const mostAttempts = 20;

const firstMs = 1_000;
const longestMs = 5 * 60_000;
/** Clocks of two machines are nearer to each other than that. */
const slackMs = 5 * 60_000;

/**
 * No delivery is put off further than that, in milliseconds: the longest wait, and by how much clocks may differ. What is due later
 * still was written by a clock that was ahead, and is due.
 */
export const furthestMs = longestMs + slackMs;

/** Milliseconds to the next try after `attempts` failed ones (1 or more); null: give up. */
export function nextAttemptInMs(attempts: number): number | null {
  if (attempts >= mostAttempts) return null;
  return Math.min(firstMs * 2 ** (attempts - 1), longestMs);
}
