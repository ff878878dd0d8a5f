/**
 * A person was appointed or dismissed as moderator of a performer: what their sessions hear in that performer's rooms.
 */
import type { Cursor } from '#protocol/socket/envelope.ts';
import type { Seat } from './keep-seats.ts';
import type { RoomsDeps } from './parts.ts';
import { unfollowRoom } from './unfollow-room.ts';

/** Changes nothing for whom nothing changed; may be repeated. */
export async function reviewRights(
  deps: RoomsDeps,
  { performerId, userId }: { readonly performerId: string; readonly userId: string },
): Promise<void> {
  for (const seat of deps.seats.ofPerson(userId, performerId)) {
    const moderates = await deps.moderates(performerId, seat.session.identity);
    if (moderates !== seat.moderates && deps.seats.of(seat.session) === seat) await change(deps, seat, moderates);
  }
}

async function change({ seats, live }: RoomsDeps, before: Seat, moderates: boolean): Promise<void> {
  const { session, room, as } = before;
  const seat: Seat = { ...before, moderates };
  seats.put(seat);
  const cursors: Cursor[] = moderates ? [await live.follow({ room, audience: 'moderators' })] : [];
  if (!moderates) unfollowRoom(live, seats, before);
  await session.stay({ room, as, moderates });
  session.notify('room.rights', room, { moderates, cursors });
}
