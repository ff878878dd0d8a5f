/**
 * Decides what is kept from a room's audience; `apply-hold.ts` carries it out.
 */
import type { Writer } from '#platform/database/index.ts';
import type { RoomHold } from '#protocol/http/moderation.ts';
import { ensureRow } from './store.ts';
import { updateHold } from './store-holds.ts';

/** Absent fields stay. A change of nothing is one too: it gives the decision a version of its own. @returns what holds now */
export async function changeHold(tx: Writer, room: string, change: Partial<RoomHold>): Promise<RoomHold> {
  await ensureRow(tx, room);
  return updateHold(tx, room, change);
}
