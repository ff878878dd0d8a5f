/**
 * Carries out what was decided to be kept from a room's audience: its media node is told, and everybody in it.
 */
import { findRoom } from './find-room.ts';
import type { RoomsDeps } from './parts.ts';
import { readPlacement } from './store.ts';

/** What holds is read now, so that a repetition says the same or something newer. @throws Refusal MEDIA_UNAVAILABLE, and where nobody could be told: to be repeated */
export async function applyHold(deps: Pick<RoomsDeps, 'database' | 'live' | 'nodes'>, room: string): Promise<void> {
  const placement = await readPlacement(deps.database.read, room);
  const { muted, blurred, paused } = placement.hold;
  const [told] = await Promise.allSettled([
    deps.live.publish({ room, audience: 'public' }, 'room.hold', { muted, blurred, paused }),
  ]);
  // It is kept back though nobody could be told of it.
  await findRoom(deps, room, placement);
  if (told.status === 'rejected') throw told.reason;
}
