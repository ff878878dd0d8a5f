/**
 * A performer's goal as it stands: public tips since it was set, those of other rooms and of quiet hours too.
 */
import type { Reader } from '#platform/database/index.ts';
import type { TipGoal } from '#protocol/http/tips.ts';
import { findGoal } from './store-board.ts';

/** Null: there is none. What was reached stays reached, because tips are never taken back. */
export async function readGoal(read: Reader, performerId: string): Promise<TipGoal | null> {
  const row = await findGoal(read, performerId);
  if (row === null) return null;
  const { id, title, targetTokens, reached } = row;
  return { id, title, target: String(targetTokens), reached: String(reached), done: reached >= BigInt(targetTokens) };
}
