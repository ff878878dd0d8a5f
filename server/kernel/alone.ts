/**
 * Work that is not started twice: who asks while it runs has nothing to wait for.
 */

/** A function that runs `work`, or does nothing where it is running. */
export function alone(work: () => Promise<unknown>): () => Promise<void> {
  let running = false;
  return async () => {
    if (running) return;
    running = true;
    try {
      await work();
    } finally {
      running = false;
    }
  };
}
