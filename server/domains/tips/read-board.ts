/**
 * What a performer shows of tips: goal, menu, and who gave most in this session, today and this month (days and months of UTC).
 */
import type { Reader } from '#platform/database/index.ts';
import type { TipBoard } from '#protocol/http/tips.ts';
import { findPerson } from '../accounts/index.ts';
import { noSuchTarget } from './errors.ts';
import { rankSession } from './rank-session.ts';
import { readGoal } from './read-goal.ts';
import { readLeaderboard } from './read-leaderboard.ts';
import { readMenu } from './read-menu.ts';
import { findSessionToShow } from './store-board.ts';

/**
 * Whoever is in a show that is not for everybody is on no board that everybody reads; the performer sees it whole.
 * @param nowMs milliseconds since 1970
 * @param callerId who asks; null: somebody anonymous
 * @throws Refusal NOT_FOUND where there is nobody, or they are gone
 */
export async function readBoard(
  read: Reader,
  performerId: string,
  nowMs: number,
  callerId: string | null,
): Promise<TipBoard> {
  const person = await findPerson(read, { id: performerId });
  if (person === null || person.gone) throw noSuchTarget('performer');
  const everywhere = callerId === performerId;
  const sessionId = await findSessionToShow(read, performerId, everywhere);
  const [goal, menu, ...leaderboards] = await Promise.all([
    readGoal(read, performerId),
    readMenu(read, performerId),
    rankSession(read, sessionId),
    readLeaderboard(read, { performerId, period: 'day', nowMs, everywhere }),
    readLeaderboard(read, { performerId, period: 'month', nowMs, everywhere }),
  ]);
  return { goal, menu, leaderboards };
}
