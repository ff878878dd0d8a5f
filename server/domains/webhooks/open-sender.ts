/**
 * Sends what is due: takes as much as there are places for, so many of each endpoint, and takes more whenever one is done. What it
 * has taken is its own for half a minute; it may die at any moment.
 */
import { afresh } from '#kernel/afresh.ts';
import { sleep } from '#kernel/clock.ts';
import type { SendingDeps } from './parts.ts';
import { leaseMs, mostAtOnce, mostUnderWay } from './rules/bounds.ts';
import { sendDelivery } from './send-delivery.ts';
import { type Taken, takeDue } from './store-sending.ts';

export interface Sender {
  /** Looks for what is due, and begins to send it. For a job, every second. @returns how many it began to send */
  look(): Promise<number>;
  /** Takes nothing new, waits three seconds for what is under way and gives the rest back. May be called again. */
  close(): Promise<void>;
}

const longestCloseMs = 3_000;

/** Sends nothing yet. */
export function openSender(deps: SendingDeps): Sender {
  const running = new Set<Promise<void>>();
  const ended = new AbortController();
  let open = true;
  const failed = (err: unknown): void => deps.log.warn({ err }, 'a webhook is left to whoever looks next');

  const begin = (taken: Taken): void => {
    const work = sendDelivery(deps, taken, ended.signal)
      .catch(failed)
      .finally(() => {
        running.delete(work);
        if (open) look().catch(failed);
      });
    running.add(work);
  };
  const look = afresh(async () => {
    const most = mostUnderWay - running.size;
    if (!open || most === 0) return 0;
    const now = deps.clock.now();
    const until = new Date(now + leaseMs);
    const taking = { now: new Date(now), until, perEndpoint: mostAtOnce, most };
    const due = await deps.database.transact((tx) => takeDue(tx, taking));
    for (const taken of due) begin(taken);
    return due.length;
  });
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    open = false;
    const patience = new AbortController();
    const enough = sleep(longestCloseMs, patience.signal).catch(() => undefined);
    await Promise.race([Promise.allSettled(running), enough]);
    patience.abort();
    ended.abort();
    await Promise.allSettled(running);
  };
  return {
    look,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
