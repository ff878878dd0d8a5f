/**
 * The leaderboard of a day or a month (of UTC) of a performer, whatever was live then.
 */
import type { Reader } from '#platform/database/index.ts';
import type { Leaderboard } from '#protocol/http/tips.ts';
import { boardSince } from './rules/board-since.ts';
import { boardPlaces, leaderboardFrom } from './rules/leaderboard.ts';
import { rankGivers } from './store-board.ts';

/** The day or the month in which `nowMs` is. */
export async function readLeaderboard(
  read: Reader,
  {
    performerId,
    period,
    nowMs,
  }: { readonly performerId: string; readonly period: 'day' | 'month'; readonly nowMs: number },
): Promise<Leaderboard> {
  const counted = { performerId, since: boardSince(period, nowMs) };
  return leaderboardFrom(period, await rankGivers(read, counted, boardPlaces));
}
