/**
 * Acts on what holds about people who sit here: who is shut out is put out, who was appointed or dismissed hears it. Asked
 * for because a word said so, because a word may have been lost, or because somebody sat down a moment ago.
 */
import type { Cursor } from '#protocol/socket/envelope.ts';
import type { Rights } from '../channels/index.ts';
import { closeMedia } from './close-media.ts';
import type { Seat } from './keep-seats.ts';
import { keepsCallSeat } from './keeps-call-seat.ts';
import { leaveRoom } from './leave-room.ts';
import { mayWatch } from './may-watch.ts';
import type { RoomsDeps } from './parts.ts';
import { putOut } from './put-out.ts';
import { unfollowRoom } from './unfollow-room.ts';

/** So many are asked about, then acted on, before the next: a review of everybody leaves room for who joins meanwhile. */
const mostAtOnce = 1_000;

/**
 * Changes nothing for whom nothing changed; may be repeated. Resolves when it is known what is to be done; what is done
 * about one person waits for nobody else. Rejects where Postgres cannot be asked: those who are left are as they were.
 */
export async function reviewSeats(deps: RoomsDeps, seats: readonly Seat[]): Promise<void> {
  for (let from = 0; from < seats.length; from += mostAtOnce) {
    await Promise.all(seats.slice(from, from + mostAtOnce).map((seat) => review(deps, seat)));
  }
}

async function review(deps: RoomsDeps, { session, room, performerId }: Seat): Promise<void> {
  const rights = await deps.rightsOf(performerId, session.identity);
  const now = deps.seats.of(session);
  if (now?.room !== room) return;
  if (!(await keepsCallSeat(deps.database.read, now)) && deps.seats.of(session) === now) {
    session.notify('room.removed', room, { reason: 'taken_over' });
    await leaveRoom(deps, session);
    return;
  }
  // Staff is told when a test ends; what it receives ends here, whatever its page does.
  if (now.staff && !(await mayWatch(deps.database.read, now))) await closeMedia(deps, room, session.id);
  act(deps, now, rights).catch((error: unknown) => {
    deps.log.warn({ err: error, room }, 'what holds about a seat was not carried out');
  });
}

async function act(deps: RoomsDeps, seat: Seat, { ban, moderates }: Rights): Promise<void> {
  const userId = seat.session.identity?.userId;
  if (ban !== null && userId !== undefined) await putOut(deps, { performerId: seat.performerId, userId });
  else if (moderates !== seat.moderates) await change(deps, seat, moderates);
}

async function change({ seats, live }: RoomsDeps, before: Seat, moderates: boolean): Promise<void> {
  const { session, room, as } = before;
  const seat: Seat = { ...before, moderates };
  seats.put(seat);
  if (!moderates) unfollowRoom(live, seats, before);
  const cursors: Cursor[] = moderates ? await follow({ seats, live }, seat, before) : [];
  if (seats.of(session) !== seat) {
    // Dismissed again, put out or gone meanwhile: that was told.
    unfollowRoom(live, seats, seat);
    return;
  }
  session.notify('room.rights', room, { moderates, cursors });
  await session.stay({ room, as, moderates });
}

/** Where it cannot be heard the seat is as before, for the next review to find. */
async function follow({ seats, live }: Pick<RoomsDeps, 'seats' | 'live'>, seat: Seat, before: Seat): Promise<Cursor[]> {
  try {
    return [await live.follow({ room: seat.room, audience: 'moderators' })];
  } catch (error) {
    if (seats.of(seat.session) === seat) seats.put(before);
    throw error;
  }
}
