/**
 * Replaces a performer's tip menu. What stays on it keeps its id, so that who is about to ask for it still can.
 */
import { newId } from '#kernel/ids.ts';
import type { TipMenuItem } from '#protocol/http/tips.ts';
import { requireClean } from '../wording/index.ts';
import type { BoardDeps } from './parts.ts';
import { findMenu, lockBoard, replaceMenu } from './store-board.ts';

interface Item {
  readonly title: string;
  /** Whole ones. */
  readonly tokens: number;
}

/** @param items at most 20. @throws Refusal RATE_LIMITED, CONTENT_BLOCKED */
export async function setMenu(
  { database, news, clock, limits }: BoardDeps,
  performerId: string,
  items: readonly Item[],
): Promise<TipMenuItem[]> {
  await limits.take('tipBoard', performerId);
  for (const { title } of items) requireClean(title);
  const menu = await database.transact(async (tx) => {
    await lockBoard(tx, performerId);
    const left = [...(await findMenu(tx, performerId))];
    const wanted = items.map(({ title, tokens }) => {
      const at = left.findIndex((one) => one.title === title && one.tokens === tokens);
      const [same] = at === -1 ? [] : left.splice(at, 1);
      return { id: same?.id ?? newId(clock.now()), title, tokens };
    });
    await replaceMenu(tx, performerId, wanted);
    await news.record(tx, { name: 'tip.board-changed', key: performerId, body: { performerId, what: 'menu' } });
    return wanted;
  });
  news.deliverSoon(performerId);
  return menu.map(({ id, title, tokens }) => ({ id, title, tokens: String(tokens) }));
}
