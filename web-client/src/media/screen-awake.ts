/**
 * Keeps a phone's screen on while something is watched. Browsers take the lock away with the page's visibility; it is asked
 * for again when the page is seen.
 */
export class ScreenAwake {
  readonly #stop = new AbortController();
  #wanted = false;
  #held: WakeLockSentinel | undefined;
  #asking = false;

  constructor() {
    document.addEventListener('visibilitychange', () => void this.#settle(), { signal: this.#stop.signal });
  }

  /** On or off from now on. Where the browser has no such lock, or refuses it, nothing happens. */
  want(wanted: boolean): void {
    this.#wanted = wanted;
    void this.#settle();
  }

  close(): void {
    this.#stop.abort();
    this.want(false);
  }

  async #settle(): Promise<void> {
    const should = this.#wanted && document.visibilityState === 'visible';
    if (!should) return this.#release();
    if (this.#asking || this.#held?.released === false || !('wakeLock' in navigator)) return;
    this.#asking = true;
    // Refused with an empty battery, say; the next chance is the next time that the page is seen.
    this.#held = await navigator.wakeLock.request('screen').catch(() => undefined);
    this.#asking = false;
    if (!this.#wanted) await this.#release();
  }

  async #release(): Promise<void> {
    const held = this.#held;
    this.#held = undefined;
    await held?.release().catch(() => undefined);
  }
}
