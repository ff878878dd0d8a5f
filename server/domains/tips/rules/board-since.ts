/**
 * From when a leaderboard counts. Days and months are those of UTC, for everybody alike: a performer's viewers live in every
 * zone, and a board that began at another hour for each of them would be another board for each.
 */

/** The first moment of the day or the month. */
export function boardSince(period: 'day' | 'month', nowMs: number): Date {
  const now = new Date(nowMs);
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), period === 'day' ? now.getUTCDate() : 1));
}
