/** When a failed delivery is tried again: doubling from a second to five minutes, for about an hour in all. Pure. */

/** Tries of one delivery, the first included, after which it is given up. */
export const mostAttempts = 20;

const firstMs = 1_000;
const longestMs = 5 * 60_000;

/** Milliseconds to the next try after `attempts` failed ones (1 or more); null: give up. */
export function nextAttemptInMs(attempts: number): number | null {
  if (attempts >= mostAttempts) return null;
  return Math.min(firstMs * 2 ** (attempts - 1), longestMs);
}
