/**
 * A leaderboard as everybody sees it. Who is gone, or does not want to be named in rooms, keeps their place without a name.
 */
import type { Leaderboard } from '#protocol/http/tips.ts';

/** Somebody with a place. */
export interface Ranked {
  /** Equal sums share one and the next is skipped. */
  readonly rank: number;
  readonly tokens: bigint;
  readonly tips: number;
  readonly id: string;
  readonly displayName: string;
  readonly handle: string;
  readonly named: boolean;
}

/** Most places that are shown; of equals at the end some may be left out. */
export const boardPlaces = 10;

/** @param rows in the order in which they are shown */
export function leaderboardFrom(period: Leaderboard['period'], rows: readonly Ranked[]): Leaderboard {
  return {
    period,
    entries: rows.map(({ rank, tokens, tips, named, id, displayName, handle }) => ({
      ...{ rank, tokens: String(tokens), tips },
      person: named ? { id, displayName, handle } : null,
    })),
  };
}
