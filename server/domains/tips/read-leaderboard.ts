/**
 * The leaderboard of a day or a month (of UTC) of a performer, over all their shows and the time between.
 */
import type { Reader } from '#platform/database/index.ts';
import type { Leaderboard } from '#protocol/http/tips.ts';
import { boardSince } from './rules/board-since.ts';
import { boardPlaces, leaderboardFrom } from './rules/leaderboard.ts';
import { rankGivers } from './store-board.ts';

/** The day or the month in which `nowMs` is. @param everywhere also of shows that are not for everybody */
export async function readLeaderboard(
  read: Reader,
  {
    performerId,
    period,
    nowMs,
    everywhere,
  }: {
    readonly performerId: string;
    readonly period: 'day' | 'month';
    readonly nowMs: number;
    readonly everywhere: boolean;
  },
): Promise<Leaderboard> {
  const counted = { performerId, since: boardSince(period, nowMs), everywhere };
  return leaderboardFrom(period, await rankGivers(read, counted, boardPlaces));
}
