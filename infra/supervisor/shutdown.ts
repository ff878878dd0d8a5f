/** Ends children in order within 5 s: our own processes first, then the stores they use, then whoever is left, hard. */
import type { SupervisedChild } from './supervised-child.ts';
import { waitUntil } from './wait-until.ts';

const nodesAtMostMs = 3_500;
const politeAtMostMs = 4_500;
const killedAtMostMs = 400;

/** Resolves when all have ended, after 4.9 s at most. */
export async function shutDown(children: readonly SupervisedChild[]): Promise<void> {
  const startedAt = performance.now();
  const nodes = children.filter(({ spec }) => spec.kind === 'node');
  const stores = children.filter(({ spec }) => spec.kind === 'store');
  for (const child of nodes) child.stop();
  await waitUntil(() => allEnded(nodes), { timeoutMs: nodesAtMostMs });
  for (const child of stores) child.stop();
  await waitUntil(() => allEnded(children), { timeoutMs: politeAtMostMs - (performance.now() - startedAt) });
  for (const child of children.filter(({ hasEnded }) => !hasEnded)) child.kill();
  await waitUntil(() => allEnded(children), { timeoutMs: killedAtMostMs });
  for (const child of children) child.close();
}

function allEnded(children: readonly SupervisedChild[]): boolean {
  return children.every(({ hasEnded }) => hasEnded);
}
