/**
 * Work that is cheaper together, for many who must not wait for each other: what is asked for while a round is under way goes into the
 * next. Each has a lane; a round takes one item of each lane in turn, and a lane is in one round at a time, so its order is kept.
 * Who asks alone waits for nobody: the first item begins a round at once.
 */
export interface FairGathering<T, R> {
  /** Puts an item at the end of its lane; settles with its round. */
  add(item: T): Promise<R>;
  /** How many wait for a round. */
  readonly waiting: number;
  /** Takes nothing new and waits for what was added; what is told `again` from then on is refused with `full`. May be called again. */
  close(): Promise<void>;
}

export interface FairOptions<T> {
  readonly laneOf: (item: T) => string;
  /** Most items of a round. */
  readonly most: number;
  /** Most rounds at once. */
  readonly parallel: number;
  /** Most items that wait; those refused by `full` are no more than asked. */
  readonly mostWaiting: number;
  /** What an item is refused with where as many wait, or after the close. */
  readonly full: () => Error;
  /** How long a lane rests after `again`, in milliseconds. */
  readonly restMs: number;
  /** How often an item is told `again` before it is refused with `full`; after the close, once. */
  readonly mostTries: number;
}

/** What came of an item. `again`: nothing yet, and nothing was done; it keeps its place and is taken with a later round. */
export type FairResult<R> = PromiseSettledResult<R> | 'again';

interface Waiting<T, R> {
  readonly item: T;
  readonly lane: string;
  tries: number;
  readonly resolve: (result: R) => void;
  readonly reject: (reason: unknown) => void;
}

/** @param work does one round: a result for each item, in their order; where it throws, all of the round fail */
export function gatherFairly<T, R>(
  options: FairOptions<T>,
  work: (items: readonly T[]) => Promise<readonly FairResult<R>[]>,
): FairGathering<T, R> {
  return new Fair(options, work);
}

class Fair<T, R> implements FairGathering<T, R> {
  readonly #options: FairOptions<T>;
  readonly #work: (items: readonly T[]) => Promise<readonly FairResult<R>[]>;
  /** Lanes that may be taken, who waited longest first; none is empty. */
  readonly #ready = new Map<string, Waiting<T, R>[]>();
  /** Lanes of which something is under way, or which rest: what came since. */
  readonly #held = new Map<string, Waiting<T, R>[]>();
  readonly #idle: (() => void)[] = [];
  #waiting = 0;
  #running = 0;
  #open = true;

  constructor(options: FairOptions<T>, work: (items: readonly T[]) => Promise<readonly FairResult<R>[]>) {
    this.#options = options;
    this.#work = work;
  }

  get waiting(): number {
    return this.#waiting;
  }

  add(item: T): Promise<R> {
    const { laneOf, mostWaiting, full } = this.#options;
    if (!this.#open || this.#waiting >= mostWaiting) return Promise.reject(full());
    const { promise, resolve, reject } = Promise.withResolvers<R>();
    const lane = laneOf(item);
    const there = this.#held.get(lane) ?? this.#ready.get(lane);
    const waiting = { item, lane, tries: 0, resolve, reject };
    if (there === undefined) this.#ready.set(lane, [waiting]);
    else there.push(waiting);
    this.#waiting += 1;
    this.#start();
    return promise;
  }

  close(): Promise<void> {
    this.#open = false;
    if (this.#isEmpty()) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#idle.push(resolve);
    return promise;
  }

  #isEmpty(): boolean {
    return this.#ready.size === 0 && this.#held.size === 0;
  }

  #start(): void {
    while (this.#running < this.#options.parallel && this.#ready.size > 0) {
      this.#running += 1;
      void this.#round(this.#take());
    }
  }

  /** One of each lane in turn, until the round is full or nothing is left. */
  #take(): Waiting<T, R>[] {
    const taken: Waiting<T, R>[] = [];
    while (this.#ready.size > 0 && taken.length < this.#options.most) {
      for (const [lane, items] of this.#ready) {
        if (taken.length === this.#options.most) break;
        const next = items.shift();
        if (next !== undefined) taken.push(next);
        // Whoever was served stands at the end; what is left of a lane waits until this round is over.
        if (items.length === 0) this.#ready.delete(lane);
      }
    }
    for (const { lane } of taken) this.#hold(lane);
    this.#waiting -= taken.length;
    return taken;
  }

  #hold(lane: string): void {
    const rest = this.#ready.get(lane) ?? this.#held.get(lane) ?? [];
    this.#ready.delete(lane);
    this.#held.set(lane, rest);
  }

  async #round(batch: readonly Waiting<T, R>[]): Promise<void> {
    const results = await this.#carryOut(batch);
    const again: Waiting<T, R>[] = [];
    for (const [at, waiting] of batch.entries()) {
      const result = results[at] ?? failed(new Error('a round without a result for each item'));
      if (result === 'again') again.push(waiting);
      else if (result.status === 'fulfilled') waiting.resolve(result.value);
      else waiting.reject(result.reason);
    }
    const resting = this.#putBack(again);
    this.#running -= 1;
    for (const lane of new Set(batch.map(({ lane }) => lane))) if (!resting.has(lane)) this.#release(lane);
    this.#start();
    if (this.#isEmpty()) for (const resolve of this.#idle.splice(0)) resolve();
  }

  async #carryOut(batch: readonly Waiting<T, R>[]): Promise<readonly FairResult<R>[]> {
    try {
      return await this.#work(batch.map(({ item }) => item));
    } catch (error) {
      return batch.map(() => failed(error));
    }
  }

  /** To the front of their lanes, which rest. @returns these lanes */
  #putBack(again: readonly Waiting<T, R>[]): Set<string> {
    const resting = new Set<string>();
    for (const waiting of again.toReversed()) {
      waiting.tries += 1;
      // Nobody can say how long it would be, and somebody waits for the close.
      if (!this.#open || waiting.tries >= this.#options.mostTries) {
        waiting.reject(this.#options.full());
        continue;
      }
      this.#held.get(waiting.lane)?.unshift(waiting);
      this.#waiting += 1;
      resting.add(waiting.lane);
    }
    for (const lane of resting) setTimeout(() => this.#wake(lane), this.#options.restMs);
    return resting;
  }

  #wake(lane: string): void {
    this.#release(lane);
    this.#start();
  }

  #release(lane: string): void {
    const items = this.#held.get(lane) ?? [];
    this.#held.delete(lane);
    if (items.length > 0) this.#ready.set(lane, items);
  }
}

function failed(reason: unknown): PromiseRejectedResult {
  return { status: 'rejected', reason };
}
