/**
 * Gives back what a session had in a room: its seat, and its media at the node.
 */
import { closeMedia } from './close-media.ts';
import { freeSeat } from './free-seat.ts';
import type { RoomsDeps } from './parts.ts';

/** May be repeated. Never fails because Redis or the media node is away. @param session its id */
export async function giveBack(deps: RoomsDeps, room: string, session: string): Promise<void> {
  const done = await Promise.allSettled([freeSeat(deps.redis, room, session), closeMedia(deps, room, session)]);
  for (const one of done) {
    if (one.status === 'rejected') deps.log.debug({ err: one.reason as unknown, room }, 'left with a rest');
  }
  deps.presence.changed(room);
}
