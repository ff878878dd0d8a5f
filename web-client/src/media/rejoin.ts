/**
 * Joining the room again because the way to its media is lost: at once the first time; each time that this brings nothing, later.
 */
import { randomShare, reconnectDelayMs } from '../signalling/index.ts';

export class Rejoin {
  readonly #join: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** How often in a row the room had to be joined again. */
  #losses = 0;

  constructor(join: () => void) {
    this.#join = join;
  }

  get losses(): number {
    return this.#losses;
  }

  /** It was worth it. */
  succeeded(): void {
    this.#losses = 0;
  }

  /** @returns false where it is going to be done already */
  soon(): boolean {
    if (this.#timer !== undefined) return false;
    this.#losses += 1;
    const waitMs = reconnectDelayMs(this.#losses, randomShare());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#join();
    }, waitMs);
    return true;
  }

  /** There is another way already, or none is wanted. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
