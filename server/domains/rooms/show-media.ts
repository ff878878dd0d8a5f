/**
 * A room goes live: what is sent in it already is shown from now on.
 */
import { announceMedia } from './announce-media.ts';
import { findRoom } from './find-room.ts';
import type { RoomsDeps } from './parts.ts';
import { roomMedia } from './rules/room-media.ts';
import { readPlacement } from './store.ts';

/** Does nothing where its media is nowhere yet; what is shown already is not told again. @throws Refusal MEDIA_UNAVAILABLE: to be repeated */
export async function showMedia(
  deps: Pick<RoomsDeps, 'database' | 'live' | 'redis' | 'nodes'>,
  room: string,
): Promise<void> {
  const placed = await findRoom(deps, room, await readPlacement(deps.database.read, room));
  if (placed === undefined) return;
  const { mediaEpoch, producers, revision } = placed;
  await announceMedia(deps, room, { ...roomMedia(mediaEpoch, producers), revision });
}
