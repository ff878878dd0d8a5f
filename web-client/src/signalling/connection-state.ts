/**
 * What the socket is doing, as the page may show it.
 */
import { closeCodes } from '#protocol/socket/close-codes.ts';

export type ConnectionState =
  /** A socket is being opened; `attempt` 0 is the first of the page's life. */
  | { readonly phase: 'connecting'; readonly attempt: number }
  | { readonly phase: 'open' }
  /** The last attempt failed; the next begins in `nextInMs` from when this state was entered. */
  | { readonly phase: 'waiting'; readonly attempt: number; readonly nextInMs: number }
  /** It makes no sense to come back by itself. */
  | { readonly phase: 'ended'; readonly reason: EndReason };

export type EndReason = 'closed' | 'taken-over' | 'signed-out' | 'outdated';

/** Why a socket that must not come back was closed. */
export function endReason(closeCode: number): EndReason {
  if (closeCode === closeCodes.takenOver) return 'taken-over';
  if (closeCode === closeCodes.ended) return 'signed-out';
  return 'outdated';
}
