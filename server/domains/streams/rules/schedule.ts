/** When a show may be announced to begin, and how long after its time it is still shown as coming. */

const yearMs = 366 * 24 * 3_600_000;
const lateMs = 3_600_000;
const weekMs = 7 * 24 * 3_600_000;

/** In the future and within a year; milliseconds since 1970. */
export function mayBegin(atMs: number, nowMs: number): boolean {
  return atMs > nowMs && atMs <= nowMs + yearMs;
}

/** What is shown as coming up: within the next week, or late by at most an hour; milliseconds since 1970. */
export function upcomingBetween(nowMs: number): { fromMs: number; toMs: number } {
  return { fromMs: nowMs - lateMs, toMs: nowMs + weekMs };
}
