/**
 * A value that arrives some time and may be replaced; who asks before waits a bounded while.
 */
export interface FirstValue<T> {
  set(value: T): void;
  /** The value, at once where it is known; null where none came within `withinMs`. */
  get(withinMs: number): Promise<T | null>;
}

/** No value yet. */
export function createFirstValue<T>(): FirstValue<T> {
  let value: T | null = null;
  const waiting = new Set<() => void>();
  return {
    set(given) {
      value = given;
      for (const wake of waiting) wake();
    },
    get(withinMs) {
      if (value !== null) return Promise.resolve(value);
      return new Promise((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          waiting.delete(done);
          resolve(value);
        };
        const timer = setTimeout(done, withinMs);
        waiting.add(done);
      });
    },
  };
}
