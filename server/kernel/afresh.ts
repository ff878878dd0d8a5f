/**
 * Work whose end must be newer than the asking: one run at a time, and who asks during one gets the end of the next, because
 * the one under way may have looked already.
 */

/** A function that runs `work`; however many ask during a run, one more follows it. */
export function afresh<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  let next: Promise<T> | undefined;
  const run = (): Promise<T> => {
    next = undefined;
    running = work().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (running === undefined && next === undefined) return run();
    next ??= (running ?? Promise.resolve()).then(run, run);
    return next;
  };
}
