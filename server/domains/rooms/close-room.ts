/**
 * The show is over: tells everybody, and ends the room's media.
 */
import type { RoomsDeps } from './parts.ts';
import { displace, readPlacement } from './store.ts';

type CloseDeps = Pick<RoomsDeps, 'database' | 'live' | 'nodes'>;

/**
 * Repeating it is harmless: what was closed stays closed, and is told once more. The room keeps its place until its node has
 * closed it, so that a repetition knows where; whoever joins meanwhile is shown nothing, because it is not live.
 * @throws Refusal MEDIA_UNAVAILABLE where the node does not answer and is not given up yet: to be repeated
 */
export async function closeRoom(deps: CloseDeps, room: string, reason: 'ended' | 'no_media'): Promise<void> {
  await deps.live.publish({ room, audience: 'public' }, 'room.state', { state: 'OFFLINE', reason });
  const from = await readPlacement(deps.database.read, room);
  if (from.node === null) return;
  await deps.nodes.request(from.node, 'room.close', { room, mediaEpoch: from.mediaEpoch });
  await deps.database.transact((tx) => displace(tx, room, from));
}
