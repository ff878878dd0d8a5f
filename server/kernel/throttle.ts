/**
 * Doing something at once when asked, but at most every so often for one key; what is asked in between is done once, late.
 */
export interface Throttle {
  ask(key: string): void;
  close(): void;
}

/** @param everyMs shortest time between two rounds of one key */
export function throttle(
  everyMs: number,
  work: (key: string) => Promise<void>,
  onFailure: (error: unknown) => void,
): Throttle {
  const resting = new Map<string, NodeJS.Timeout>();
  const askedAgain = new Set<string>();
  const ask = (key: string): void => {
    if (resting.has(key)) {
      askedAgain.add(key);
      return;
    }
    work(key).catch(onFailure);
    resting.set(
      key,
      setTimeout(() => {
        resting.delete(key);
        if (askedAgain.delete(key)) ask(key);
      }, everyMs),
    );
  };
  return {
    ask,
    close() {
      for (const timer of resting.values()) clearTimeout(timer);
      askedAgain.clear();
      resting.clear();
    },
  };
}
