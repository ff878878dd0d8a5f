/**
 * A performer's tip menu.
 */
import type { Reader } from '#platform/database/index.ts';
import type { TipMenuItem } from '#protocol/http/tips.ts';
import { findMenu } from './store-board.ts';

/** In its order, at most 20. */
export async function readMenu(read: Reader, performerId: string): Promise<TipMenuItem[]> {
  const items = await findMenu(read, performerId);
  return items.map(({ id, title, tokens }) => ({ id, title, tokens: String(tokens) }));
}
