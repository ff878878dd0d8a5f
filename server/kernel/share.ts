/**
 * Work that is not started twice: who asks while it runs gets the same end.
 */

/** A function that runs `work` at most once at a time. */
export function share<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= work().finally(() => {
      running = undefined;
    });
    return running;
  };
}
