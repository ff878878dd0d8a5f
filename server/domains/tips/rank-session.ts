/**
 * The leaderboard of one session.
 */
import type { Reader } from '#platform/database/index.ts';
import type { Leaderboard } from '#protocol/http/tips.ts';
import { boardPlaces, leaderboardFrom } from './rules/leaderboard.ts';
import { rankGivers } from './store-board.ts';

/** @param sessionId null: nothing is live, and nobody is on it */
export async function rankSession(read: Reader, sessionId: string | null): Promise<Leaderboard> {
  const rows = sessionId === null ? [] : await rankGivers(read, { sessionId }, boardPlaces);
  return leaderboardFrom('session', rows);
}
