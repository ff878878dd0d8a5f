/**
 * A room's media is gone with its worker or node: opens the next media epoch, so that everybody starts over. Whoever
 * notices may call it; the database lets one of them through.
 */
import { announceMedia } from './announce-media.ts';
import type { RoomsDeps } from './hold-parts.ts';
import { displace, type Placement, roomsOn } from './store.ts';

type LoseDeps = Pick<RoomsDeps, 'database' | 'live' | 'redis'>;

/** One room of a node, where it still is at this media epoch. */
export async function loseRoom(deps: LoseDeps, room: string, from: Placement): Promise<void> {
  const first = await deps.database.transact((tx) => displace(tx, room, from));
  if (first) await announceMedia(deps, room, { mediaEpoch: from.mediaEpoch + 1, producers: [] });
}

/** All rooms of a lost node. */
export async function loseNode(deps: LoseDeps, node: string): Promise<void> {
  for (const { room, ...from } of await roomsOn(deps.database.read, node)) await loseRoom(deps, room, from);
}
