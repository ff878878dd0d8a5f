/**
 * Empties a media node: its rooms move to others, then it ends.
 */
import type { AnswerOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import { recordAudit } from '../audit/index.ts';
import { impossible, nodeNotFound } from './errors.ts';
import type { Acting, MediaDeps } from './parts.ts';

/**
 * Where it was asked and that could not be written down, neither is: the entry is committed once the node has agreed.
 * @throws Refusal NOT_FOUND; CONFLICT where no other node would take its rooms; MEDIA_UNAVAILABLE where it does not answer
 */
export async function drainNode(
  { database, clock, nodes }: Pick<MediaDeps, 'database' | 'clock' | 'nodes'>,
  acting: Acting,
  { node, reason }: { readonly node: string; readonly reason: string },
): Promise<AnswerOf<typeof routes.drainMediaNode>> {
  const known = nodes.known();
  if (!known.some((one) => one.node === node)) throw nodeNotFound();
  const others = known.filter((one) => one.node !== node && one.pid !== null && one.registration?.draining === false);
  if (others.length === 0) throw impossible('No other media node is there to take its rooms.');
  await database.transact(async (tx) => {
    await recordAudit(tx, {
      ...{ actor: acting.userId, action: 'media.node-drained', subject: { kind: 'media-node', id: node } },
      ...{ reason, facts: { others: others.length }, ip: acting.ip, at: new Date(clock.now()) },
    });
    await nodes.request(node, 'node.drain', {});
  });
  return { node, draining: true };
}
