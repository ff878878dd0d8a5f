/**
 * When a delivery that was not taken is tried again: three times as long after each try, from ten seconds to eight hours, for about
 * a day in all. Pure.
 */

/** Tries of one delivery, the first included, after which it has failed. */
export const mostTries = 11;
/** Longest wait between two tries, in milliseconds; what an endpoint asks for comes under it too. */
export const longestWaitMs = 8 * 3_600_000;

const firstMs = 10_000;
/** A wait is this much shorter or longer, so that what failed together does not come back together. */
const sway = 0.2;

/**
 * @param tries failed ones, 1 or more @param chance from 0 to 1 @param askedMs what the endpoint asked us to wait; null: nothing
 * @returns milliseconds to the next try; null: it has failed
 */
export function nextTryInMs(tries: number, chance: number, askedMs: number | null): number | null {
  if (tries >= mostTries) return null;
  const plain = Math.min(firstMs * 3 ** (tries - 1), longestWaitMs);
  const swayed = Math.round(plain * (1 - sway + 2 * sway * chance));
  return Math.min(Math.max(swayed, askedMs ?? 0), longestWaitMs);
}

/** From 0 to 1, different for every delivery and try: the end of a UUIDv7 is random, and the golden ratio spreads its tries. */
export function chanceOf(id: string, attempt: number): number {
  const start = Number.parseInt(id.slice(-8), 16) / 2 ** 32;
  return (start + attempt * 0.618_033_988_75) % 1;
}

/** What the header Retry-After asks for, in milliseconds: seconds, or a moment (RFC 9110). Null where it asks for nothing we know. */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1_000;
  const moment = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(header)
    ? Date.parse(header)
    : Number.NaN;
  return Number.isNaN(moment) ? null : Math.max(0, moment - nowMs);
}
