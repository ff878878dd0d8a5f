/**
 * Starts children anew one after the other while the others go on, so that whom one of them serves another takes over. This is for media nodes
 * of which there are several, each of which empties itself when its signal comes.
 */
import { Problem } from '../bootstrap/problem.mjs';
import type { SupervisedChild } from './supervised-child.ts';

/** @throws Problem where fewer than two can be, or one does not come back: the rest stays as it is then */
export async function renewOneByOne(children: readonly SupervisedChild[], say: (line: string) => void): Promise<void> {
  const able = children.filter(({ spec }) => spec.renewWithinMs !== undefined);
  if (able.length < 2) {
    throw new Problem('There are not two media nodes, so nobody could take over from one: start with --media-nodes 2.');
  }
  for (const child of able) {
    const { name } = child.spec;
    say(`  ${name} is emptied and started anew`);
    const startedAtMs = performance.now();
    await child.renew();
    say(`  ${name} is ready again (${((performance.now() - startedAtMs) / 1_000).toFixed(1)} s)`);
  }
}
