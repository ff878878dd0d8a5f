/**
 * A bell for one who waits: what was rung before they listened is heard too, so nothing is missed between a look and the wait.
 */
export interface Bell {
  /** Wakes who waits; else whoever waits next does not. */
  ring(): void;
  /** From now on nobody waits. */
  end(): void;
  readonly ended: boolean;
  /** Resolves when it was rung since this was called last, when it ends, and in any case after `withinMs`. One waits at a time. */
  wait(withinMs: number): Promise<void>;
}

/** A bell that nobody has rung. */
export function createBell(): Bell {
  let rung = false;
  let ended = false;
  let wake: (() => void) | undefined;
  const ring = (): void => {
    rung = true;
    wake?.();
  };
  return {
    ring,
    end() {
      ended = true;
      ring();
    },
    get ended() {
      return ended;
    },
    async wait(withinMs) {
      if (!rung && !ended) {
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        const timer = setTimeout(resolve, withinMs);
        await promise;
        clearTimeout(timer);
        wake = undefined;
      }
      rung = false;
    },
  };
}
