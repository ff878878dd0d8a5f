/**
 * One act about a room, for whoever tells of it; never who decided it.
 */
import type { Reader } from '#platform/database/index.ts';
import { type ActRow, findAct } from './store.ts';

/** Null where there is none of this id. */
export async function readAct(read: Reader, id: string): Promise<Omit<ActRow, 'moderatorId'> | null> {
  const found = await findAct(read, id);
  if (found === null) return null;
  const { moderatorId: _, ...told } = found;
  return told;
}
