/**
 * A room's media is gone with its worker or node: opens the next media epoch, so that everybody starts over. Whoever
 * notices may call it; the database lets one of them through.
 */
import { announceMedia } from './announce-media.ts';
import type { RoomsDeps } from './parts.ts';
import { displace, type Placement, readPlacement } from './store.ts';

/** Does nothing where the room is somewhere else, or at another media epoch, by now. Repeated it tells what was not told. */
export async function loseRoom(
  deps: Pick<RoomsDeps, 'database' | 'live' | 'redis'>,
  room: string,
  from: Placement,
): Promise<void> {
  const mediaEpoch = from.mediaEpoch + 1;
  const first = await deps.database.transact((tx) => displace(tx, room, from));
  if (!first && !(await isNowhere(deps, room, mediaEpoch))) return;
  await announceMedia(deps, room, { mediaEpoch, producers: [], revision: 0 });
}

/** Whether its media is nowhere since the room was lost: whoever lost it may not have been able to say so. */
async function isNowhere(
  { database }: Pick<RoomsDeps, 'database'>,
  room: string,
  mediaEpoch: number,
): Promise<boolean> {
  const now = await readPlacement(database.read, room);
  return now.node === null && now.mediaEpoch === mediaEpoch;
}
