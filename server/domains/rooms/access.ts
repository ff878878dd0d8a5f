/**
 * Who may do what in a room: what needs a seat, and what needs the performer's.
 */
import type { Session } from '#platform/websocket/session.ts';
import { notInRoom, performersOnly } from './errors.ts';
import type { Seat, Seats } from './keep-seats.ts';

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
