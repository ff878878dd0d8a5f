/**
 * Whose media is gone although nobody said so: a media node says it once, and the process that held the session may have been dead
 * in that moment.
 */
import { Refusal } from '#kernel/refusal.ts';
import type { Database } from '#platform/database/index.ts';
import type { Nodes } from '../nodes/index.ts';
import { readPlacements } from '../rooms/index.ts';
import type { Resource } from './parts.ts';

/** Asked at once. */
const atOnce = 20;

/** Their ids. A node that cannot be asked now is asked the next time. */
export async function findLost(
  { database, nodes }: { readonly database: Database; readonly nodes: Pick<Nodes, 'request'> },
  kept: readonly Resource[],
): Promise<string[]> {
  const lost: string[] = [];
  for (let from = 0; from < kept.length; from += atOnce) {
    const some = kept.slice(from, from + atOnce);
    const placements = await readPlacements(database.read, [...new Set(some.map(({ stream }) => stream))]);
    const found = some.map(async ({ id, stream, transport }) => {
      const node = placements.get(stream)?.node ?? null;
      if (node === null) return;
      const answer = await nodes.request(node, 'session.keep', { session: id }).catch(unasked);
      if (answer !== undefined && !answer.transports.includes(transport)) lost.push(id);
    });
    await Promise.all(found);
  }
  return lost;
}

function unasked(thrown: unknown): undefined {
  if (thrown instanceof Refusal) return undefined;
  throw thrown;
}
