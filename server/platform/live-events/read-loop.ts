/**
 * One blocking read after the other, for as long as it is open. Where Redis is away it waits for it and says that it is
 * back, so that whoever follows can see whether numbering began anew.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { RedisConnection } from '../redis/index.ts';
import type { Log } from '../telemetry/log.ts';
import type { StreamEntry } from './entries.ts';

export interface ReadLoop {
  close(): Promise<void>;
}

export interface ReadLoopOptions {
  /** A connection of its own: it blocks. */
  readonly reader: RedisConnection;
  /** What to read now: stream key → id after which. */
  readonly wanted: () => ReadonlyMap<string, string>;
  /** Takes what was read. @returns true where it went on to people, who then get no other frame for a moment. */
  readonly take: (key: string, entries: readonly StreamEntry[]) => boolean;
  /** Redis was away and is back. */
  readonly onBack: () => Promise<void>;
  readonly log: Log;
}

/** Longest wait of one read, and shortest time between two frames to the same people, in milliseconds. */
const blockMs = 5_000;
const gatherMs = 50;
const retryMs = 200;

/** Starts reading. */
export function startReadLoop({ reader, wanted, take, onBack, log }: ReadLoopOptions): ReadLoop {
  let open = true;

  const readOnce = async (): Promise<void> => {
    const streams = wanted();
    const reply = await reader.commands.xread(
      ...(['COUNT', 500, 'BLOCK', blockMs, 'STREAMS'] as const),
      ...streams.keys(),
      ...streams.values(),
    );
    const taken = ((reply ?? []) as [string, StreamEntry[]][]).map(([key, entries]) => take(key, entries));
    if (taken.includes(true)) await wait(gatherMs);
  };

  const run = async (): Promise<void> => {
    let wasAway = false;
    await reader.ready().catch(() => undefined);
    while (open) {
      try {
        // Until it succeeds: other connections may come back later than this one.
        if (wasAway) await onBack();
        wasAway = false;
        await readOnce();
      } catch (error) {
        if (!open) return;
        if (!wasAway) log.warn({ err: error }, 'live events cannot be read');
        wasAway = true;
        await wait(retryMs);
        await reader.ready().catch(() => undefined);
      }
    }
  };
  const running = run();

  return {
    async close() {
      open = false;
      // At once: a polite QUIT would stand behind the blocking read.
      reader.commands.disconnect();
      await reader.close();
      await running;
    },
  };
}
