/**
 * What one process of the bank sees of the locks of that wallet: how long strangers waited meanwhile, whether anybody waited for a lock to
 * end, and whether everybody went on.
 */
import type { Strangers } from './messages.ts';

/** A lock lasts so long at least, in milliseconds. */
export const lockMs = 3_000;

interface Lock {
  readonly sinceMs: number;
  untilMs: number;
  /** Of each that asks one thing after the other: how many began and were answered meanwhile. */
  readonly answered: number[];
}

export interface LockWatch {
  /** The wallet is locked, or is not any more, from now on. */
  note(isLocked: boolean): void;
  /** A stranger's request is answered now. @param asker who asked it, of as many as were given */
  answered(asker: number, beganMs: number): void;
  readonly strangers: Strangers;
}

/** @param askers how many ask, each one thing after the other @param now milliseconds that only grow */
export function watchLocks(askers: number, now: () => number = () => performance.now()): LockWatch {
  const [free, locked]: [number[], number[]] = [[], []];
  const locks: Lock[] = [];
  let longestMs = 0;
  let waitedOut = 0;
  const current = (): Lock | undefined => locks.findLast(({ untilMs }) => untilMs === Number.POSITIVE_INFINITY);
  return {
    note(isLocked) {
      const lock = current();
      if (isLocked && lock === undefined) {
        const answered = Array.from({ length: askers }, () => 0);
        locks.push({ sinceMs: now(), untilMs: Number.POSITIVE_INFINITY, answered });
      }
      if (!isLocked && lock !== undefined) lock.untilMs = now();
    },
    answered(asker, beganMs) {
      const nowMs = now();
      (current() === undefined ? free : locked).push(nowMs - beganMs);
      const lock = locks.findLast(({ sinceMs, untilMs }) => beganMs >= sinceMs && beganMs < untilMs);
      if (lock === undefined) return;
      longestMs = Math.max(longestMs, nowMs - beganMs);
      if (nowMs < lock.untilMs) lock.answered[asker] = (lock.answered[asker] ?? 0) + 1;
      else if (beganMs < lock.sinceMs + lockMs / 2) waitedOut += 1;
    },
    get strangers() {
      const over = locks.filter(({ untilMs }) => Number.isFinite(untilMs));
      const fewest = Math.min(...over.flatMap(({ answered }) => answered));
      return { free, locked, longestMs, waitedOut, locks: over.length, fewest };
    },
  };
}
