/**
 * How long each proof of identity lasts. Decision 0004 says why.
 */

/** An access token cannot be called back, so it is short. */
export const accessTokenSeconds = 600;
/** A ticket is made for the socket that is opened next. */
export const ticketSeconds = 60;
/** Two tabs, a reload in mid-air: within this time a token that was just traded may be traded again. */
export const reuseGraceMs = 10_000;

/** Links by mail, in minutes: one reads mail within a day; who asks for a new password waits for it. */
export const linkMinutes = { verify: 24 * 60, reset: 60 } as const;
/**
 * So many links for a new password are good at once; more are not mailed. Strangers can ask for ten within one lifetime
 * (forgotAccount, over the edge of an hour), the rest is left to the person's own devices.
 */
export const mostOpenResets = 20;
/** A passkey is touched while one looks at the page. */
export const challengeSeconds = 300;
/** How long somebody who ended a sign-in, or whom it belonged to, may look back. */
export const keptAfterEndDays = 90;
/** How long a handle that somebody gave up is nobody else's: as long as links to it are followed and lines are answered. */
const handleKeptDays = 90;
/** More are kept for nobody; who has given up so many takes one of them back, or waits. */
export const mostKeptHandles = 5;

const dayMs = 24 * 60 * 60_000;

/** A handle that was given up before is free for everybody. */
export function keptHandlesSince(now: Date): Date {
  return new Date(now.getTime() - handleKeptDays * dayMs);
}

const idleMs = 30 * dayMs;
const longestMs = 90 * dayMs;

/** When a sign-in ends if it is not used after `nowMs`: 30 days later, and never more than 90 days after it began. */
export function signInExpiresAt(createdAtMs: number, nowMs: number): number {
  return Math.min(nowMs + idleMs, createdAtMs + longestMs);
}
