/**
 * What is under way under a key: who must not answer before others of the same key have ended can wait for them.
 */
export interface UnderWay {
  /** Does the work, which is under way until it ends in whatever way. */
  run<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** Resolves when all that is under way under the key by now has ended; never rejects. */
  ended(key: string): Promise<void>;
}

/** Nothing is, yet. Keeps a key no longer than its work. */
export function underWay(): UnderWay {
  const running = new Map<string, Set<Promise<unknown>>>();
  return {
    async run(key, work) {
      const ofKey = running.get(key) ?? new Set();
      const one = work();
      running.set(key, ofKey.add(one));
      try {
        return await one;
      } finally {
        ofKey.delete(one);
        if (ofKey.size === 0) running.delete(key);
      }
    },
    async ended(key) {
      await Promise.allSettled(running.get(key) ?? []);
    },
  };
}
