/**
 * When a child that died is started again: at once where it had been well, after a growing pause where it dies again and
 * again, and not for ever.
 */
const firstPauseMs = 100;
/** Whatever lived for longer had been well. */
const wellMs = 10_000;
const windowMs = 60_000;
const restartsInWindow = 5;

/** Counts the deaths of one child. Times are milliseconds of a clock that only goes forward. */
export class RestartPolicy {
  #deaths: number[] = [];
  #inARow = 0;

  /**
   * The child died at `atMs`.
   * @returns the pause before it is started again, or undefined where five restarts within a minute did not help
   */
  died(atMs: number): number | undefined {
    const last = this.#deaths.at(-1);
    this.#inARow = last !== undefined && atMs - last < wellMs ? this.#inARow + 1 : 1;
    this.#deaths = [...this.#deaths.filter((death) => atMs - death < windowMs), atMs];
    if (this.#deaths.length > restartsInWindow) return undefined;
    return firstPauseMs * 2 ** (this.#inARow - 1);
  }
}
