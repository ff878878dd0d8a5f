/**
 * A sanction as the person it concerns is told of it.
 */
import type { ChatMute } from '#protocol/socket/chat.ts';

interface Stored {
  readonly kind: string;
  readonly until: Date | null;
  readonly reason: string | null;
}

/** Null where there is none, or where its time is over. @param nowMs milliseconds since 1970 */
export function muteFrom(stored: Stored | null | undefined, nowMs: number): ChatMute | null {
  if (stored === null || stored === undefined) return null;
  if (stored.until !== null && stored.until.getTime() <= nowMs) return null;
  return {
    kind: stored.kind === 'ban' ? 'ban' : 'timeout',
    until: stored.until?.toISOString() ?? null,
    reason: stored.reason,
  };
}
