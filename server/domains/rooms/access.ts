/**
 * Who may do what in a room: what needs a seat, and what needs one that may send.
 */
import type { Identity } from '#platform/http/handler.ts';
import type { Session } from '#platform/websocket/session.ts';
import { refusal } from '#protocol/errors.ts';
import { notInRoom, notOpenYet, performersOnly, seatTaken, staffOnly } from './errors.ts';
import type { Seat, Seats } from './keep-seats.ts';
import { keepsCallSeat } from './keeps-call-seat.ts';
import { mayWatch } from './may-watch.ts';
import type { RoomsDeps } from './parts.ts';
import { isStaff } from './rules/who-sees.ts';

/** The session's seat. @throws Refusal NOT_IN_ROOM */
export function requireSeat(seats: Seats, session: Session): Seat {
  const seat = seats.of(session);
  if (seat === undefined) throw notInRoom();
  return seat;
}

/** The session's seat as one that may send: the performer's, or in a two-way room its guest's. @throws Refusal NOT_IN_ROOM, FORBIDDEN */
export function requireSending(seats: Seats, session: Session): Seat {
  const seat = requireSeat(seats, session);
  if (seat.as !== 'performer' && seat.as !== 'guest') throw performersOnly();
  return seat;
}

/** @throws Refusal UNAUTHENTICATED, FORBIDDEN */
export function requireStaff(identity: Identity | null): Identity {
  if (identity === null) throw refusal('UNAUTHENTICATED', 'Please sign in.');
  if (!isStaff(identity.roles)) throw staffOnly();
  return identity;
}

/**
 * The same for who is about to send: the gates of the room are asked again, because a seat is as old as its join, and a word
 * that a role, or a seat, was taken may be late.
 * @throws Refusal NOT_IN_ROOM, FORBIDDEN; of a gate that is shut by now; TAKEN_OVER; STREAM_NOT_LIVE for a guest
 */
export async function requireSender(
  { seats, admit, database }: Pick<RoomsDeps, 'seats' | 'admit' | 'database'>,
  session: Session,
): Promise<Seat> {
  const seat = requireSending(seats, session);
  await admit({ room: seat.room, as: seat.as, session });
  if (!(await keepsCallSeat(database.read, seat))) throw seatTaken();
  if (seat.as === 'guest' && !(await mayWatch(database.read, seat))) throw notOpenYet();
  return seat;
}
