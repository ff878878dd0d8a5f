/**
 * A session goes on in another process: it has no seat here any more, and keeps all it has.
 */
import type { Session } from '#platform/websocket/session.ts';
import type { RoomsDeps } from './parts.ts';
import { unfollowRoom } from './unfollow-room.ts';

/** Nothing is given back. */
export function handOn({ live, seats }: Pick<RoomsDeps, 'live' | 'seats'>, session: Session): void {
  const seat = seats.remove(session);
  if (seat !== undefined) unfollowRoom(live, seats, seat);
}
