/**
 * Sets a performer's goal; an earlier one ends. It begins at nothing: what was given before does not count.
 */
import { newId } from '#kernel/ids.ts';
import type { TipGoal } from '#protocol/http/tips.ts';
import { requireClean } from '../wording/index.ts';
import type { BoardDeps } from './parts.ts';
import { readGoal } from './read-goal.ts';
import { endOpenGoal, insertGoal, lockBoard } from './store-board.ts';

/** Ended goals that are kept for whoever asks what is stored about them. */
const kept = 50;

/** @param target whole tokens, 1 to 100,000,000. @throws Refusal RATE_LIMITED, CONTENT_BLOCKED */
export async function setGoal(
  { database, news, clock, limits }: BoardDeps,
  performerId: string,
  { title, target }: { readonly title: string; readonly target: number },
): Promise<TipGoal> {
  await limits.take('tipBoard', performerId);
  requireClean(title);
  const goal = { id: newId(clock.now()), performerId, title, target };
  await database.transact(async (tx) => {
    await lockBoard(tx, performerId);
    await endOpenGoal(tx, performerId);
    await insertGoal(tx, goal, kept);
    await news.record(tx, { name: 'tip.board-changed', key: performerId, body: { performerId, what: 'goal' } });
  });
  news.deliverSoon(performerId);
  // Another may have been set since, and tips may have come: the answer is the goal as it is now, at least as it was set.
  const now = await readGoal(database.read, performerId);
  return now?.id === goal.id ? now : { id: goal.id, title, target: String(target), reached: '0', done: false };
}
