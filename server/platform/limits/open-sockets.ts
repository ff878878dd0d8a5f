/**
 * How many sockets of one address (`countedAs`) are open at once. Counted by each process for itself: what is protected is
 * this process's memory and descriptors, the count is exact without asking anybody, and a process that is killed leaves
 * nothing behind that would have to be counted down. So a deployment of n processes lets n times as many in.
 */
import { refusal } from '#protocol/errors.ts';
import { countedAs } from './address.ts';

export interface OpenSockets {
  /**
   * Counts one more of this address.
   * @returns gives the place back; may be called again
   * @throws Refusal RATE_LIMITED where there are as many as may be; VALIDATION_FAILED where it is no address
   */
  take(address: string): () => void;
}

/** There is no saying when another tab is closed. */
const retryAfterSeconds = 5;

/** @param most from one address; 1 or more */
export function createOpenSockets(most: number): OpenSockets {
  // Never longer than the list of open sockets: who has none is not in it.
  const open = new Map<string, number>();
  return {
    take(address) {
      const key = countedAs(address);
      const count = open.get(key) ?? 0;
      if (count >= most) throw refusal('RATE_LIMITED', 'Too many sockets from one address.', { retryAfterSeconds });
      open.set(key, count + 1);
      let taken = true;
      return () => {
        if (!taken) return;
        taken = false;
        const left = (open.get(key) ?? 0) - 1;
        if (left > 0) open.set(key, left);
        else open.delete(key);
      };
    },
  };
}
