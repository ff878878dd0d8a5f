/**
 * A stream that nobody else reads: an entry in it ends the blocking read, which then starts with the new set of channels.
 */
import type { RedisConnection } from '../redis/index.ts';
import type { Log } from '../telemetry/log.ts';
import type { StreamEntry } from './entries.ts';

export interface Waker {
  wake(): void;
  /** Its key and the id after which to read. */
  position(): readonly [string, string];
  /** Takes its own entries in. @returns false where the key is another's */
  take(key: string, entries: readonly StreamEntry[]): boolean;
}

const keptSeconds = 60;

/** @param name unique to this process */
export function createWaker(redis: RedisConnection, name: string, log: Log): Waker {
  const key = `live:wake:${name}`;
  let lastId = '0-0';
  return {
    wake() {
      const work = redis.commands.multi().xadd(key, 'MAXLEN', '~', 10, '*', 'wake', '1').expire(key, keptSeconds);
      work.exec().catch((error: unknown) => log.debug({ err: error }, 'the reader could not be woken'));
    },
    position: () => [key, lastId],
    take(of, entries) {
      if (of !== key) return false;
      lastId = entries.at(-1)?.[0] ?? lastId;
      return true;
    },
  };
}
