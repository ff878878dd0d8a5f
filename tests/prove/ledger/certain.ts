/**
 * What no chance decides: the story that is told first, in which each API process dies on one side of a tip's commit and the other is asked
 * while it is dead, both have the same tip at once, and each job worker divides while the other is dead.
 */
import { issue } from '../../domains/ledger-stage.ts';
import { openBooks } from './books.ts';
import { deal } from './dealing.ts';
import { requireSettled } from './settled.ts';
import { giveTip } from './tipping.ts';
import { killWorkers } from './workers.ts';
import type { World } from './world.ts';

const turns = [
  { crash: 'after', doors: { at: 0, again: 1, both: false } },
  { crash: 'before', doors: { at: 1, again: 0, both: false } },
] as const;

/** @throws where something does not hold */
export async function tellCertain(world: World): Promise<void> {
  const books = await openBooks(world);
  const [first = ''] = books.auditor.people;
  await deal(world, books, { act: 'post', orders: [issue(first, 30)] }, 'after');
  let key = 0;
  const tip = async (how: Parameters<typeof giveTip>[3]): Promise<void> => {
    key += 1;
    await giveTip(world, books, { from: 0, to: 0, amount: 3, key }, how);
  };
  for (const turn of turns) await tip(turn);
  await tip({ times: 4 });
  for (const one of world.jobs) await killWorkers(world, [one], () => tip({}));
  await requireSettled(world, books);
}
