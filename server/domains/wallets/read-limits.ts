/**
 * What a person allows themselves to spend now, what waits, and what they spent.
 */
import type { Reader } from '#platform/database/index.ts';
import type { SpendingLimits } from '#protocol/http/wallet.ts';
import { limitsAt } from './rules/spending.ts';
import { findLimits, sumSpent } from './store-limits.ts';

/** Breaks that are over are not told. */
export async function readLimits(read: Reader, viewerId: string): Promise<SpendingLimits> {
  const [row, { day, week, month }] = await Promise.all([findLimits(read, viewerId), sumSpent(read, viewerId)]);
  const { now, coolOffUntil, excludedUntil } = row;
  const { dayTokens, weekTokens, monthTokens, pending } = limitsAt(row, now.getTime());
  const ahead = (until: Date | null) => (until === null || until <= now ? null : until.toISOString());
  return {
    ...{ dayTokens, weekTokens, monthTokens },
    pending: pending === null ? null : { ...pending, from: pending.from.toISOString() },
    ...{ coolOffUntil: ahead(coolOffUntil), excludedUntil: ahead(excludedUntil) },
    spent: { day: String(day), week: String(week), month: String(month) },
  };
}
