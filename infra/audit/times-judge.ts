/**
 * Judges the times of sealed transfers and of their seals, in the order of their places: whether one was put in afterwards. What is found
 * may also be a clock that was wrong for a moment, so it hinders nobody from going on.
 */

/** A transfer has its time when its accounts are locked and is committed soon after; none takes a minute. */
const latestMs = 10 * 60_000;

interface Timed {
  /** As Postgres writes it as text, in UTC. */
  readonly at: string;
}

export interface TimesJudge {
  /** Takes the next seal. @returns what is wrong with its time */
  takeSeal(seal: Timed): string | undefined;
  /** Takes the next transfer of that seal. @returns what is wrong with its time */
  takeTransfer(transfer: Timed & { readonly id: string }): string | undefined;
}

const orClock = 'inserted afterwards, or the clock of the database was wrong then';

/** A judge that has seen nothing yet. */
export function createTimesJudge(): TimesJudge {
  let newestMs = Number.NEGATIVE_INFINITY;
  let sealMs = Number.NEGATIVE_INFINITY;
  return {
    takeSeal({ at }) {
      const beforeMs = sealMs;
      sealMs = momentOf(at);
      if (sealMs >= beforeMs - latestMs) return undefined;
      return `it says ${at}, more than ten minutes before the one it follows: the clock of the database was put back, or it did not make one of the two`;
    },
    takeTransfer({ id, at }) {
      const atMs = momentOf(at);
      // What says that it is newer than its seal does not make those old that are sealed next.
      const expectedMs = Math.min(newestMs, sealMs) - latestMs;
      newestMs = Math.max(newestMs, atMs);
      if (atMs < expectedMs) return `transfer ${id} says ${at} but came after newer ones: it was ${orClock}`;
      return atMs > sealMs + latestMs
        ? `transfer ${id} says ${at} but was sealed before: it was ${orClock}`
        : undefined;
    },
  };
}

/** Milliseconds since 1970 of `2026-01-31 23:59:59.999+00`. */
function momentOf(text: string): number {
  return Date.parse(text.replace(' ', 'T').replace(/\+00$/, 'Z'));
}
