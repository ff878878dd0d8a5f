/**
 * Work of one socket, one piece after the other in order of arrival, with a bound on what may wait.
 */
export interface Turns {
  /** Puts work at the end of the line. @returns false where the line is full */
  add(work: () => Promise<void>): boolean;
  /** Puts work at the end of the line however long it is; nothing may be added afterwards. */
  addLast(work: () => Promise<void>): void;
}

/** @param most pieces that may wait; @param onFailure gets what a piece threw; the line goes on */
export function createTurns(most: number, onFailure: (thrown: unknown) => void): Turns {
  let waiting = 0;
  let last: Promise<void> = Promise.resolve();
  const append = (work: () => Promise<void>): void => {
    waiting += 1;
    last = last
      .then(work)
      .catch(onFailure)
      .finally(() => {
        waiting -= 1;
      });
  };
  return {
    add(work) {
      if (waiting >= most) return false;
      append(work);
      return true;
    },
    addLast: append,
  };
}
