/**
 * Ends all sign-ins of a person inside the transaction that has the reason, and tells of each.
 */
import type { Writer } from '#platform/database/index.ts';
import type { News } from '#platform/outbox/index.ts';
import type { AccountEvents } from './events.ts';
import { type RevokedReason, revokeSignInsOf } from './store.ts';

export interface Ending {
  readonly userId: string;
  readonly reason: RevokedReason;
  readonly now: Date;
  /** The one that stays. */
  readonly except?: string;
  /** Only those that no second factor proved. */
  readonly unproved?: boolean;
}

/** @returns the keys whose news to deliver after the commit */
export async function endSignIns(tx: Writer, news: News<AccountEvents>, ending: Ending): Promise<string[]> {
  const ended = await revokeSignInsOf(tx, ending);
  for (const id of ended) {
    await news.record(tx, { name: 'sign-in.ended', key: id, body: { signInId: id, userId: ending.userId } });
  }
  return ended;
}
