/**
 * Ends an HTTP server without letting go of whoever asked: what was sent is answered, and each connection ends with its answer.
 */
import type { Server, ServerResponse } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Clock, sleep } from '#kernel/clock.ts';

export interface Finishing {
  /** Takes what is on its way to the server, then nothing any more; each answer says that its connection ends with it. */
  begin(): Promise<void>;
  /** Waits until no request is under way. @param withinMs longest wait, in milliseconds @returns how many still are */
  finished(withinMs: number): Promise<number>;
}

/** For requests that have left whoever asks, and connections that wait to be taken: as long as any come, and no longer than the most. */
const arrivalMs = 60;
const mostArrivalMs = 1_000;

/** To be called before the server listens. */
export function finishRequests(server: Server, clock: Clock): Finishing {
  const underWay = new Set<ServerResponse>();
  const waiting = new Set<() => void>();
  let isEnding = false;
  let arrived = 0;
  server.on('connection', () => {
    arrived += 1;
  });
  server.prependListener('request', (_request, response: ServerResponse) => {
    if (isEnding) endWith(response);
    arrived += 1;
    underWay.add(response);
    response.once('close', () => {
      underWay.delete(response);
      if (underWay.size === 0) for (const done of waiting) done();
    });
  });
  return {
    async begin() {
      isEnding = true;
      underWay.forEach(endWith);
      const untilMs = clock.monotonicMs() + mostArrivalMs;
      for (let before = -1; arrived !== before && clock.monotonicMs() < untilMs; ) {
        before = arrived;
        await sleep(arrivalMs);
        // A busy process takes one connection a turn, and reads in the next what was sent on it.
        for (let turn = 0; turn < 3; turn += 1) await nextTurn();
      }
      // Closes every connection on which nothing was asked.
      server.close();
    },
    async finished(withinMs) {
      if (underWay.size === 0) return 0;
      const over = new AbortController();
      const done = new Promise<void>((resolve) => waiting.add(resolve));
      await Promise.race([done, sleep(withinMs, over.signal).catch(() => undefined)]);
      over.abort();
      waiting.clear();
      return underWay.size;
    },
  };
}

function endWith(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
}
