/**
 * Which keys this process is delivering: each at most once at a time, and few at once, because each holds a connection
 * while its reaction may need another. A key asked for while it is being delivered is looked at once more afterwards.
 */
import { sleep } from '#kernel/clock.ts';
import type { Round } from './deliver-key.ts';

export interface KeyQueue {
  /** Delivers `key`, now or when a place is free. Settles when it was looked at. */
  deliver(key: string): Promise<number>;
  /** Takes nothing new and waits for what is under way, three seconds at most: a process must be able to end. */
  close(): Promise<void>;
}

/** What is cut short is delivered again by somebody else. */
const longestCloseMs = 3_000;

/** @param deliverKey delivers some of what is due; @param most keys at once. A key with more to deliver waits its turn again. */
export function createKeyQueue(deliverKey: (key: string) => Promise<Round>, most: number): KeyQueue {
  const running = new Map<string, Promise<number>>();
  const again = new Set<string>();
  const waiting: (() => void)[] = [];
  let busy = 0;
  let open = true;

  const takePlace = async (): Promise<void> => {
    if (busy < most) busy += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const freePlace = (): void => {
    const next = waiting.shift();
    if (next === undefined) busy -= 1;
    else next();
  };
  const run = async (key: string): Promise<number> => {
    await takePlace();
    let delivered = 0;
    try {
      for (let more = true; open && (more || again.has(key)); ) {
        again.delete(key);
        const round = await deliverKey(key);
        delivered += round.delivered;
        more = round.more;
        if (!more) continue;
        freePlace();
        await takePlace();
      }
      return delivered;
    } finally {
      again.delete(key);
      running.delete(key);
      freePlace();
    }
  };
  return {
    deliver: (key) => {
      if (!open) return Promise.resolve(0);
      const current = running.get(key);
      if (current !== undefined) {
        again.add(key);
        return current;
      }
      const started = run(key);
      running.set(key, started);
      return started;
    },
    close: async () => {
      open = false;
      const patience = new AbortController();
      const enough = sleep(longestCloseMs, patience.signal).catch(() => undefined);
      await Promise.race([Promise.allSettled([...running.values()]), enough]);
      patience.abort();
    },
  };
}
