/**
 * A session is over: wherever it was, its seat is free and its media ends.
 */
import type { Session } from '#platform/websocket/session.ts';
import { giveBack } from './give-back.ts';
import type { RoomsDeps } from './parts.ts';
import { unfollowRoom } from './unfollow-room.ts';

/** May be repeated: what was under way when it ended may have taken something since. */
export async function forgetSession(deps: RoomsDeps, session: Session): Promise<void> {
  const seat = deps.seats.remove(session);
  if (seat !== undefined) unfollowRoom(deps.live, deps.seats, seat);
  const place = seat ?? session.place;
  if (place !== null) await giveBack(deps, place, session.id);
}
