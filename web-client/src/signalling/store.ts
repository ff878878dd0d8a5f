/**
 * One value that can be read, replaced and watched: what React's `useSyncExternalStore` asks for, without React.
 */
export interface Readable<T> {
  get(): T;
  /** Calls the listener after each change; returns how to stop. */
  subscribe(listener: () => void): () => void;
}

export interface Store<T> extends Readable<T> {
  /** Replaces the value; listeners hear of it unless it is the very same one. */
  set(value: T): void;
}

/** A store that starts with `initial`. Listeners are called in the order they came. */
export function createStore<T>(initial: T): Store<T> {
  let current = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => current,
    set(value) {
      if (Object.is(value, current)) return;
      current = value;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
