/**
 * Makes sure a room's media is somewhere: where it is already, or on the node with most room left.
 */
import type { Database } from '#platform/database/index.ts';
import type { NodeProducer } from '#protocol/media/control.ts';
import type { Nodes } from '../nodes/index.ts';
import { mediaUnavailable } from './errors.ts';
import { ensureRow, type Placement, placeOn, readPlacement } from './store.ts';

export interface PlacedRoom {
  readonly room: string;
  readonly node: string;
  readonly mediaEpoch: number;
  /** What is being sent in it. */
  readonly producers: readonly NodeProducer[];
}

export interface PlaceDeps {
  readonly database: Database;
  readonly nodes: Nodes;
}

/** A race is lost to somebody who placed it; reading again finds where. */
const tries = 3;

/** @throws Refusal MEDIA_UNAVAILABLE where no node takes it */
export async function placeRoom(deps: PlaceDeps, room: string): Promise<PlacedRoom> {
  for (let tried = 0; tried < tries; tried += 1) {
    const found = await openWhereItIs(deps, room, await readPlacement(deps.database.read, room));
    if (found !== undefined) return found;
    await placeSomewhere(deps, room);
  }
  throw mediaUnavailable();
}

/** The room where its media is; undefined where it is nowhere. @throws Refusal MEDIA_UNAVAILABLE, MEDIA_EPOCH_STALE */
export async function openWhereItIs(
  deps: PlaceDeps,
  room: string,
  placement: Placement,
): Promise<PlacedRoom | undefined> {
  const { node, mediaEpoch } = placement;
  if (node === null || mediaEpoch === 0) return undefined;
  const { producers } = await deps.nodes.request(node, 'room.open', { room, mediaEpoch });
  return { room, node, mediaEpoch, producers };
}

async function placeSomewhere(deps: PlaceDeps, room: string): Promise<void> {
  const node = await deps.nodes.choose();
  await deps.database.transact(async (tx) => {
    await ensureRow(tx, room);
    await placeOn(tx, room, node, await readPlacement(tx, room));
  });
}
