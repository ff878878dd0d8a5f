/**
 * Puts a session back to where it was when its socket was lost: through the same gates, to the same seat. Its media went on
 * meanwhile and is not touched.
 */
import type { Returning } from '#platform/websocket/connection-deps.ts';
import type { Session } from '#platform/websocket/session.ts';
import type { Place } from '#platform/websocket/session-record.ts';
import type { Cursor } from '#protocol/socket/envelope.ts';
import { banned } from '../channels/index.ts';
import { closeMedia } from './close-media.ts';
import { seatTaken } from './errors.ts';
import type { Seat } from './keep-seats.ts';
import { makeSeat } from './make-seat.ts';
import { mayWatch } from './may-watch.ts';
import type { RoomsDeps } from './parts.ts';
import { reviewSeats } from './review-seats.ts';
import { audiencesOf } from './rules/audiences-of.ts';
import { readPlacement } from './store.ts';
import { findCallSeat } from './store-seats.ts';

/** @throws Refusal of the gate that is shut by now */
export async function returnToRoom(deps: RoomsDeps, session: Session, before: Place): Promise<Returning> {
  const { room, as } = before;
  const { performer, guest } = await deps.admit({ room, as, session });
  const sits = guest !== null && as !== 'staff';
  const call = sits ? await findCallSeat(deps.database.read, room, session.id) : null;
  if (sits && call === null) throw seatTaken();
  const { ban, moderates } = await deps.rightsOf(performer.id, session.identity);
  if (ban !== null) throw banned(ban.reason);
  const seat = await makeSeat(deps, session, { room, as, performerId: performer.id, moderates, call });
  return {
    channels: audiencesOf(seat).map((audience) => ({ room, audience })),
    sit: () => void deps.seats.put(seat),
    settled(cursors) {
      // Put out since: what it had was given back.
      if (deps.seats.of(session)?.room !== room) return;
      deps.presence.came(seat);
      if (seat.moderates !== before.moderates) tellRights(seat, cursors);
      keepMedia(deps, seat).catch((error: unknown) => deps.log.debug({ err: error, room }, 'media was not kept'));
      askAgain(deps, seat);
    },
  };
}

function tellRights({ session, room, as, moderates }: Seat, cursors: readonly Cursor[]): void {
  void session.stay({ room, as, moderates });
  session.notify('room.rights', room, { moderates, cursors: cursors.filter((cursor) => cursor.room === room) });
}

/** What it may not see any more ends: a test may have ended meanwhile. Otherwise the node hears that this process answers for the session now; else it would give it up with the process that is gone. */
async function keepMedia(deps: RoomsDeps, seat: Seat): Promise<void> {
  const { database, nodes } = deps;
  const { session, room } = seat;
  if (!(await mayWatch(database.read, seat))) return closeMedia(deps, room, session.id);
  const { node } = await readPlacement(database.read, room);
  if (node !== null) await nodes.request(node, 'session.keep', { session: session.id });
}

/** What was decided between the gates and the seat found nobody to tell. Where it fails, the next look at everybody does it. */
function askAgain(deps: RoomsDeps, seat: Seat): void {
  reviewSeats(deps, [seat]).catch((error: unknown) => {
    deps.log.warn({ err: error, room: seat.room }, 'whether a seat may be kept was not asked again');
  });
}
