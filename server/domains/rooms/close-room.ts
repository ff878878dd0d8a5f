/**
 * The show is over: tells everybody, and ends the room's media.
 */
import type { RoomsDeps } from './parts.ts';
import { displace, readPlacement } from './store.ts';

type CloseDeps = Pick<RoomsDeps, 'database' | 'live' | 'nodes' | 'log'>;

/** Repeating it is harmless. */
export async function closeRoom(deps: CloseDeps, room: string, reason: 'ended' | 'no_media'): Promise<void> {
  await deps.live.publish({ room, audience: 'public' }, 'room.state', { state: 'OFFLINE', reason });
  const from = await readPlacement(deps.database.read, room);
  if (from.node === null) return;
  const first = await deps.database.transact((tx) => displace(tx, room, from));
  if (!first) return;
  await deps.nodes
    .request(from.node, 'room.close', { room, mediaEpoch: from.mediaEpoch })
    .catch((error: unknown) => deps.log.warn({ err: error, room }, 'the room was not closed at its node'));
}
