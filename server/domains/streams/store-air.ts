/**
 * What is on the air, whoever performs it: for staff, who also look at what nobody else is shown.
 */
import type { Reader } from '#platform/database/index.ts';
import type { StreamRow } from './store.ts';

/** The live ones, and these; at most `limit`, those first that went live last. */
export async function findOnAir(read: Reader, ids: readonly string[], limit: number): Promise<StreamRow[]> {
  const found = await read.stream.findMany({
    where: { OR: [{ state: 'LIVE' }, { id: { in: [...ids] } }] },
    orderBy: [{ liveSince: { sort: 'desc', nulls: 'last' } }, { id: 'asc' }],
    take: limit,
  });
  return found as StreamRow[];
}
