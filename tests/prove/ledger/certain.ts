/**
 * What no chance decides: the story that is told first, in which the API dies on both sides of a tip's commit.
 */
import { issue } from '../../domains/ledger-stage.ts';
import { openBooks } from './books.ts';
import { deal } from './dealing.ts';
import { requireSettled } from './settled.ts';
import { giveTip } from './tipping.ts';
import type { World } from './world.ts';

/** @throws where something does not hold */
export async function tellCertain(world: World): Promise<void> {
  const books = await openBooks(world);
  const [first = ''] = books.auditor.people;
  await deal(world, books, { act: 'post', orders: [issue(first, 30)] }, 'after');
  for (const [key, crash] of (['after', 'before'] as const).entries()) {
    await giveTip(world, books, { from: 0, to: 0, amount: 3, key }, { crash });
  }
  await requireSettled(world, books);
}
