/**
 * What is to be done with a room's media, one step after the other: each is done whole before the next is looked at. After one
 * that failed, everything is asked for again, later each time.
 */
import { codeOf, randomShare, reconnectDelayMs } from '../signalling/index.ts';

/** Those bring a new join by themselves. */
const expected = ['CONNECTION_LOST', 'CLOSED', 'NOT_IN_ROOM'];

export class Steps {
  readonly #again: () => void;
  #work: Promise<void> = Promise.resolve();
  #failures = 0;
  #closed = false;

  constructor(again: () => void) {
    this.#again = again;
  }

  add(step: () => Promise<void>): void {
    this.#work = this.#work.then(step).then(
      () => {
        this.#failures = 0;
      },
      (thrown) => this.#failed(thrown),
    );
  }

  /** Failures are passed over from now on. */
  close(): void {
    this.#closed = true;
  }

  #failed(thrown: unknown): void {
    if (this.#closed || expected.includes(codeOf(thrown))) return;
    console.warn('Busker: receiving failed', thrown);
    this.#failures += 1;
    setTimeout(() => this.#again(), reconnectDelayMs(this.#failures + 1, randomShare()));
  }
}
