/**
 * Work that is cheaper together: what is asked for within a few milliseconds is done in one round. Rounds come one after
 * the other, and what is asked for during one is the next; order is kept.
 */
export interface Gathering<T, R> {
  /** Puts an item into the next round; settles with that round. */
  add(item: T): Promise<R>;
  /** Takes nothing new and waits for what was added. May be called again. */
  close(): Promise<void>;
}

export interface GatherOptions {
  /** How long the first item of a round waits for others, in milliseconds, where no round is under way. */
  readonly withinMs: number;
  /** Most items of a round. */
  readonly most: number;
  /** Most items that wait. */
  readonly mostWaiting: number;
  /** What an item is refused with where as many wait, or after the close. */
  readonly full: () => Error;
}

interface Waiting<T, R> {
  readonly item: T;
  readonly resolve: (result: R) => void;
  readonly reject: (reason: unknown) => void;
}

/** @param work does one round: a result for each item, in their order; where it throws, all of the round fail */
export function gather<T, R>(
  { withinMs, most, mostWaiting, full }: GatherOptions,
  work: (items: readonly T[]) => Promise<readonly PromiseSettledResult<R>[]>,
): Gathering<T, R> {
  const waiting: Waiting<T, R>[] = [];
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let open = true;

  const rounds = async (): Promise<void> => {
    while (waiting.length > 0) await round(waiting.splice(0, most), work);
  };
  const start = (): void => {
    clearTimeout(timer);
    timer = undefined;
    running ??= rounds().finally(() => {
      running = undefined;
      // Added between the last look and this moment.
      if (waiting.length > 0) start();
    });
  };
  return {
    add(item) {
      if (!open || waiting.length >= mostWaiting) return Promise.reject(full());
      const { promise, resolve, reject } = Promise.withResolvers<R>();
      waiting.push({ item, resolve, reject });
      if (running === undefined && waiting.length >= most) start();
      else if (running === undefined) timer ??= setTimeout(start, withinMs);
      return promise;
    },
    async close() {
      open = false;
      if (waiting.length > 0) start();
      while (running !== undefined) await running;
    },
  };
}

async function round<T, R>(
  batch: readonly Waiting<T, R>[],
  work: (items: readonly T[]) => Promise<readonly PromiseSettledResult<R>[]>,
): Promise<void> {
  try {
    const results = await work(batch.map(({ item }) => item));
    for (const [at, { resolve, reject }] of batch.entries()) {
      const result = results[at];
      if (result?.status === 'fulfilled') resolve(result.value);
      else reject(result?.reason ?? new Error('a round without a result for each item'));
    }
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}
