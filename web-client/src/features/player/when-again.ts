/**
 * When a player that was refused asks again, and what it says meanwhile. Pure.
 */
import { reconnectDelayMs } from '../../signalling/backoff.ts';

/** `null`: what was refused stays refused. Milliseconds. */
export interface Again {
  readonly waitMs: number | null;
  readonly as: 'waiting' | 'full' | 'trouble' | 'refused';
}

/** Nothing changes about these by asking again. */
const forGood = [
  ...['NOT_FOUND', 'AGE_ASSURANCE_REQUIRED', 'TICKET_REQUIRED', 'BANNED', 'FORBIDDEN', 'UNAUTHENTICATED'],
  ...['MEDIA_REFUSED', 'VALIDATION_FAILED', 'UNSUPPORTED'],
];
const leastQuietMs = 2_000;
const mostQuietMs = 6_000;

/**
 * @param code of the refusal; undefined: nobody answered, or what came stopped
 * @param failures in a row, this one included
 * @param retryAfterMs as the server said it
 * @param random in [0, 1): a thousand players are not to come back in the same instant
 */
export function whenAgain(
  { code, retryAfterMs }: { readonly code: string | undefined; readonly retryAfterMs: number | undefined },
  failures: number,
  random: number,
): Again {
  if (code !== undefined && forGood.includes(code)) return { waitMs: null, as: 'refused' };
  const asked = retryAfterMs === undefined ? 0 : retryAfterMs * (1 + random / 2);
  if (code !== 'STREAM_NOT_LIVE' && code !== 'ROOM_FULL')
    return { waitMs: Math.max(asked, reconnectDelayMs(failures, random)), as: 'trouble' };
  const quietMs = Math.min(mostQuietMs, leastQuietMs * 1.5 ** Math.min(failures - 1, 10)) * (0.75 + random / 2);
  return { waitMs: Math.max(asked, quietMs), as: code === 'ROOM_FULL' ? 'full' : 'waiting' };
}
