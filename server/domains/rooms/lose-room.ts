/**
 * A room's media is gone with its worker or node: opens the next media epoch, so that everybody starts over. Whoever
 * notices may call it; the database lets one of them through.
 */
import { announceMedia } from './announce-media.ts';
import type { RoomsDeps } from './parts.ts';
import { displace, type Placement } from './store.ts';

/**
 * Does nothing where the room is somewhere else, or at another media epoch, by now. Where it cannot be told, pages find out
 * by themselves: their media stands still.
 */
export async function loseRoom(
  deps: Pick<RoomsDeps, 'database' | 'live' | 'redis'>,
  room: string,
  from: Placement,
): Promise<void> {
  const first = await deps.database.transact((tx) => displace(tx, room, from));
  if (first) await announceMedia(deps, room, { mediaEpoch: from.mediaEpoch + 1, producers: [], revision: 0 });
}
