/**
 * Doing something again and again, until told to stop. A failure is told and does not end it; one round at a time.
 */
export interface Repeating {
  stop(): void;
}

/** @param everyMs pause between the starts of two rounds; a round that takes longer delays the next */
export function repeat(
  everyMs: number,
  work: () => Promise<void> | void,
  onFailure: (error: unknown) => void,
): Repeating {
  let busy = false;
  const round = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    try {
      await work();
    } catch (error) {
      onFailure(error);
    } finally {
      busy = false;
    }
  };
  const timer = setInterval(() => void round(), everyMs);
  return { stop: () => clearInterval(timer) };
}
