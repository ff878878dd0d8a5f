/**
 * Leaves a room: the seat is free, what the session sent and received there ends.
 */
import type { Session } from '#platform/websocket/session.ts';
import { closeMedia } from './close-media.ts';
import { freeSeat } from './free-seat.ts';
import type { RoomsDeps } from './parts.ts';
import { unfollowRoom } from './unfollow-room.ts';

/** Nothing happens to a session that is in no room. Never fails because Redis or the media node is away. */
export async function leaveRoom(deps: RoomsDeps, session: Session): Promise<void> {
  const seat = deps.seats.remove(session);
  if (seat === undefined) return;
  unfollowRoom(deps.live, deps.seats, seat);
  const done = await Promise.allSettled([
    freeSeat(deps.redis, seat.room, session.id),
    closeMedia(deps, seat.room, session.id),
  ]);
  for (const one of done) {
    if (one.status === 'rejected') deps.log.debug({ err: one.reason as unknown, room: seat.room }, 'left with a rest');
  }
  deps.presence.changed(seat.room);
}
