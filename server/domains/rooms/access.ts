/**
 * Who may do what in a room: what needs a seat, and what needs the performer's.
 */
import type { Session } from '#platform/websocket/session.ts';
import { notInRoom, performersOnly } from './errors.ts';
import type { Seat, Seats } from './keep-seats.ts';
import type { RoomsDeps } from './parts.ts';

/** The session's seat. @throws Refusal NOT_IN_ROOM */
export function requireSeat(seats: Seats, session: Session): Seat {
  const seat = seats.of(session);
  if (seat === undefined) throw notInRoom();
  return seat;
}

/** The session's seat as the room's performer. @throws Refusal NOT_IN_ROOM, FORBIDDEN */
export function requirePerformer(seats: Seats, session: Session): Seat {
  const seat = requireSeat(seats, session);
  if (seat.as !== 'performer') throw performersOnly();
  return seat;
}

/**
 * The same for who is about to send: the gates of the room are asked again, because a seat is as old as its join, and a word
 * that a role was taken may be late.
 * @throws Refusal NOT_IN_ROOM, FORBIDDEN; of a gate that is shut by now
 */
export async function requireSender(
  { seats, admit }: Pick<RoomsDeps, 'seats' | 'admit'>,
  session: Session,
): Promise<Seat> {
  const seat = requirePerformer(seats, session);
  await admit({ room: seat.room, as: 'performer', session });
  return seat;
}
