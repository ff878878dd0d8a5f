/** How long to wait before another attempt to replace a dead worker. */

/** Milliseconds: at once at first, then doubling from 100 up to 5 s. @param failures attempts in a row that failed */
export function restartDelayMs(failures: number): number {
  return failures === 0 ? 0 : Math.min(100 * 2 ** (failures - 1), 5_000);
}
