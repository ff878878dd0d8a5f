/**
 * Those who want to be told of something, and a way to stop.
 */
export type Listen<T> = (listener: (value: T) => void) => () => void;

export function listeners<T>(): { readonly listen: Listen<T>; tell(value: T): void } {
  const all = new Set<(value: T) => void>();
  return {
    listen: (listener) => {
      all.add(listener);
      return () => {
        all.delete(listener);
      };
    },
    tell: (value) => {
      for (const listener of all) listener(value);
    },
  };
}
