/**
 * When packets came, as a watching person would notice it: how long nothing came, and when it went on.
 */

/** Milliseconds on a clock that every process of this machine shares. */
export function sharedNowMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** Longer than this and a picture visibly stands still. */
const standstillMs = 250;

/** What happened since the last mark. */
export interface Heard {
  readonly packets: number;
  readonly longestGapMs: number;
  /** When the last standstill ended, by the shared clock; null where there was none. */
  readonly wentOnAtMs: number | null;
  /** How long ago the last packet came. */
  readonly quietMs: number;
}

export class Arrivals {
  #packets = 0;
  #lastMs = sharedNowMs();
  #longestMs = 0;
  #wentOnAtMs: number | null = null;

  /** A packet came now. */
  take(): void {
    const nowMs = sharedNowMs();
    const gapMs = nowMs - this.#lastMs;
    this.#packets += 1;
    this.#lastMs = nowMs;
    if (gapMs > this.#longestMs) this.#longestMs = gapMs;
    if (gapMs > standstillMs) this.#wentOnAtMs = nowMs;
  }

  /** Forgets what was, except when the last packet came. */
  mark(): void {
    this.#packets = 0;
    this.#longestMs = 0;
    this.#wentOnAtMs = null;
  }

  get heard(): Heard {
    const quietMs = sharedNowMs() - this.#lastMs;
    const longestGapMs = Math.max(this.#longestMs, quietMs);
    return { packets: this.#packets, longestGapMs, wentOnAtMs: this.#wentOnAtMs, quietMs };
  }
}
