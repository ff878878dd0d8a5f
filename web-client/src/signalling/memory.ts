/**
 * Keeps what the page knows of something that answers and notes both tell of: every change is applied at once and drawn a
 * little later where many come together. What changes while an answer is on its way is applied again on top of the answer,
 * which may be older.
 */
import { createStore, type Readable, type Store } from './store.ts';

export class Memory<S> {
  readonly #shown: Store<S>;
  readonly #gatherMs: number;
  /** Answers on their way, each with what changed meanwhile. */
  readonly #meanwhile = new Set<((state: S) => S)[]>();
  #state: S;
  #closed = false;
  #gathering: ReturnType<typeof setTimeout> | undefined;

  /** @param gatherMs how long changes that may wait gather before they are drawn, in milliseconds */
  constructor(initial: S, gatherMs: number) {
    this.#shown = createStore(initial);
    this.#state = initial;
    this.#gatherMs = gatherMs;
  }

  /** As it is drawn. */
  get shown(): Readable<S> {
    return this.#shown;
  }

  /** As it is. */
  get state(): S {
    return this.#state;
  }

  /** @param change pure, and harmless where it is applied twice */
  apply(change: (state: S) => S, when: 'now' | 'gather' = 'now'): void {
    if (this.#closed) return;
    for (const meanwhile of this.#meanwhile) meanwhile.push(change);
    this.#state = change(this.#state);
    if (when === 'now') this.#show();
    else this.#gathering ??= setTimeout(() => this.#show(), this.#gatherMs);
  }

  /**
   * Takes an answer in. `merge` gives the state after it, or undefined where it is of no use any more.
   * @throws what the answer throws
   */
  async take<R>(answer: Promise<R>, merge: (state: S, result: R) => S | undefined): Promise<R> {
    const meanwhile: ((state: S) => S)[] = [];
    this.#meanwhile.add(meanwhile);
    try {
      const result = await answer;
      this.#meanwhile.delete(meanwhile);
      this.apply((state) => {
        const merged = merge(state, result);
        return merged === undefined ? state : meanwhile.reduce<S>((now, change) => change(now), merged);
      });
      return result;
    } finally {
      this.#meanwhile.delete(meanwhile);
    }
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#gathering);
  }

  #show(): void {
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
    this.#shown.set(this.#state);
  }
}
