/**
 * Leaves a room: the seat is free, what the session sent and received there ends.
 */
import type { Session } from '#platform/websocket/session.ts';
import { giveBack } from './give-back.ts';
import type { RoomsDeps } from './parts.ts';
import { unfollowRoom } from './unfollow-room.ts';

/** Nothing happens to a session that is in no room. Never fails because Redis or the media node is away. */
export async function leaveRoom(deps: RoomsDeps, session: Session): Promise<void> {
  const seat = deps.seats.remove(session);
  if (seat === undefined) return;
  unfollowRoom(deps.live, deps.seats, seat);
  await Promise.all([session.stay(null), giveBack(deps, seat, session.id)]);
}
