/**
 * Those who want to hear of one kind of news.
 */
/** Adds a listener; returns how to stop listening. */
export type Listen<T> = (listener: (news: T) => void) => () => void;

export interface Listeners<T> {
  readonly listen: Listen<T>;
  readonly tell: (news: T) => void;
}

export function createListeners<T>(): Listeners<T> {
  const listeners = new Set<(news: T) => void>();
  return {
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell(news) {
      for (const listener of [...listeners]) listener(news);
    },
  };
}
