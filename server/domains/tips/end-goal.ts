/**
 * Ends a performer's goal, reached or not.
 */
import type { BoardDeps } from './parts.ts';
import { endOpenGoal, lockBoard } from './store-board.ts';

/** Nothing where there is none. @throws Refusal RATE_LIMITED */
export async function endGoal({ database, news, limits }: BoardDeps, performerId: string): Promise<void> {
  await limits.take('tipBoard', performerId);
  await database.transact(async (tx) => {
    await lockBoard(tx, performerId);
    if (!(await endOpenGoal(tx, performerId))) return;
    await news.record(tx, { name: 'tip.board-changed', key: performerId, body: { performerId, what: 'goal' } });
  });
  news.deliverSoon(performerId);
}
