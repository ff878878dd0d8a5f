/**
 * How many messages a socket may send: a bucket that holds a burst and refills steadily. Pure.
 */
export interface MessageBudget {
  /** Takes one message out; false where the bucket is empty. */
  take(nowMs: number): boolean;
}

/** @param burst messages at once; @param perSecond refill */
export function createMessageBudget(burst: number, perSecond: number): MessageBudget {
  let left = burst;
  let lastMs: number | undefined;
  return {
    take(nowMs) {
      const elapsedMs = lastMs === undefined ? 0 : Math.max(0, nowMs - lastMs);
      left = Math.min(burst, left + (elapsedMs * perSecond) / 1000);
      lastMs = nowMs;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
