/**
 * Writing what was said before it is said. What is to be saved in the same moment, of however many sessions, travels in one
 * pipeline; while one is on its way the next gathers.
 */
import type { RedisConnection } from '../redis/index.ts';

/** KEYS and ARGV of one script. */
export interface Call {
  readonly script: string;
  readonly keys: readonly string[];
  readonly args: readonly (string | number)[];
}

interface Waiting {
  readonly call: Call;
  readonly resolve: (reply: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Most scripts in one pipeline. */
const most = 500;

/** @returns a function that carries a script out, after all that were given before it */
export function createSaveQueue(redis: RedisConnection['commands']): (call: Call) => Promise<unknown> {
  const waiting: Waiting[] = [];
  let busy = false;

  const flush = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, most);
      const work = redis.pipeline();
      for (const { call } of batch) work.eval(call.script, call.keys.length, ...call.keys, ...call.args);
      await settle(batch, work.exec());
    }
    busy = false;
  };

  return (call) =>
    new Promise((resolve, reject) => {
      waiting.push({ call, resolve, reject });
      if (busy) return;
      busy = true;
      // At the end of this turn: others are answering in it, too.
      setImmediate(() => void flush());
    });
}

async function settle(batch: readonly Waiting[], sent: Promise<[Error | null, unknown][] | null>): Promise<void> {
  try {
    const replies = (await sent) ?? [];
    batch.forEach(({ resolve, reject }, index) => {
      const [error, reply] = replies[index] ?? [new Error('Redis did not answer.'), undefined];
      if (error === null) resolve(reply);
      else reject(error);
    });
  } catch (error) {
    for (const { reject } of batch) reject(error as Error);
  }
}
