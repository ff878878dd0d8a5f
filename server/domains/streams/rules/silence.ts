/** When a live stream counts as silent: nothing was sent for a minute, or nothing within a minute of going live. */

const silentAfterMs = 60_000;

/** A live stream whose last sign of media is not after this is over; milliseconds since 1970. */
export function silentSinceMs(nowMs: number): number {
  return nowMs - silentAfterMs;
}
