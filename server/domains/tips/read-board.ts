/**
 * What a performer shows of tips: goal, menu, and who gave most in this session, today and this month (days and months of UTC).
 */
import type { Reader } from '#platform/database/index.ts';
import type { TipBoard } from '#protocol/http/tips.ts';
import { findPerson } from '../accounts/index.ts';
import { findLiveSessionOf } from '../streams/index.ts';
import { noSuchTarget } from './errors.ts';
import { rankSession } from './rank-session.ts';
import { readGoal } from './read-goal.ts';
import { readLeaderboard } from './read-leaderboard.ts';
import { readMenu } from './read-menu.ts';

/** @throws Refusal NOT_FOUND where there is nobody, or they are gone */
export async function readBoard(read: Reader, performerId: string, nowMs: number): Promise<TipBoard> {
  const person = await findPerson(read, { id: performerId });
  if (person === null || person.gone) throw noSuchTarget('performer');
  const session = await findLiveSessionOf(read, performerId);
  const [goal, menu, ...leaderboards] = await Promise.all([
    readGoal(read, performerId),
    readMenu(read, performerId),
    rankSession(read, session?.id ?? null),
    readLeaderboard(read, { performerId, period: 'day', nowMs }),
    readLeaderboard(read, { performerId, period: 'month', nowMs }),
  ]);
  return { goal, menu, leaderboards };
}
