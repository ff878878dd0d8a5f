/**
 * The show is over: tells everybody, and ends the room's media.
 */
import type { RoomsDeps } from './parts.ts';
import { displace, type Placement, readPlacement } from './store.ts';

type CloseDeps = Pick<RoomsDeps, 'database' | 'live' | 'nodes' | 'log'>;

/** Repeating it is harmless: what was closed stays closed, and is told once more. */
export async function closeRoom(deps: CloseDeps, room: string, reason: 'ended' | 'no_media'): Promise<void> {
  const from = await readPlacement(deps.database.read, room);
  // First, so that nobody who hears of it and joins again is handed the old media.
  const closed = from.node !== null && (await deps.database.transact((tx) => displace(tx, room, from)));
  await deps.live.publish({ room, audience: 'public' }, 'room.state', { state: 'OFFLINE', reason });
  if (closed) await closeAtNode(deps, room, from);
}

async function closeAtNode({ nodes, log }: CloseDeps, room: string, { node, mediaEpoch }: Placement): Promise<void> {
  try {
    await nodes.request(node ?? '', 'room.close', { room, mediaEpoch });
  } catch (error) {
    log.warn({ err: error, room }, 'the room was not closed at its node');
  }
}
