/**
 * Makes sure a room's media is somewhere: where it is already, or on the node with most room left.
 */
import { mediaUnavailable } from './errors.ts';
import { findRoom } from './find-room.ts';
import type { PlaceDeps, PlacedRoom } from './parts.ts';
import { ensureRow, placeOn, readPlacement } from './store.ts';

/** A race is lost to somebody who placed it; reading again finds where. */
const tries = 3;

/** @throws Refusal MEDIA_UNAVAILABLE where no node takes it */
export async function placeRoom(deps: PlaceDeps, room: string): Promise<PlacedRoom> {
  for (let tried = 0; tried < tries; tried += 1) {
    const found = await findRoom(deps, room, await readPlacement(deps.database.read, room));
    if (found !== undefined) return found;
    await placeSomewhere(deps, room);
  }
  throw mediaUnavailable();
}

async function placeSomewhere(deps: PlaceDeps, room: string): Promise<void> {
  const node = await deps.nodes.choose();
  await deps.database.transact(async (tx) => {
    await ensureRow(tx, room);
    await placeOn(tx, room, node, await readPlacement(tx, room));
  });
}
