/**
 * Enters a room: asks admission, takes the seat, follows the room's notes, and answers with all that a page needs to show
 * it, media included. Joining again gives a fresh snapshot and fresh media.
 */

import type { Session } from '#platform/websocket/session.ts';
import type { Params, Result } from '#protocol/socket/requests.ts';
import { banned } from '../channels/index.ts';
import { readStream } from '../streams/index.ts';
import { closeMedia } from './close-media.ts';
import { notInRoom, seatTaken } from './errors.ts';
import { followRoom } from './follow-room.ts';
import { giveBack } from './give-back.ts';
import type { Seat } from './keep-seats.ts';
import { leaveRoom } from './leave-room.ts';
import { lookAtMedia } from './look-at-media.ts';
import { lookAtPresence } from './look-at-presence.ts';
import { makeSeat } from './make-seat.ts';
import type { Entrance, RoomsDeps } from './parts.ts';
import { readPresence } from './read-presence.ts';
import { roomMedia } from './rules/room-media.ts';
import { syncWatch } from './sync-watch.ts';
import { takeCallSeat } from './take-call-seat.ts';
import { unfollowRoom } from './unfollow-room.ts';

type RtpCapabilities = Params<'room.join'>['rtpCapabilities'];

export interface Wanted extends Pick<Entrance, 'room' | 'as'> {
  readonly rtpCapabilities?: RtpCapabilities;
  /** Of whom a page comes back by itself: the session it was before, whose seat in a two-way room it takes, and nobody else's. */
  readonly after?: string | undefined;
}

/** @throws Refusal NOT_FOUND, FORBIDDEN, BANNED, AGE_ASSURANCE_REQUIRED, TICKET_REQUIRED, ROOM_FULL, TAKEN_OVER */
export async function joinRoom(
  deps: RoomsDeps,
  session: Session,
  { room, as, rtpCapabilities, after }: Wanted,
): Promise<Result<'room.join'>> {
  const entrance: Entrance = { session, room, as };
  await makeWay(deps, entrance);
  let admitted = false;
  try {
    const stream = await deps.admit(entrance);
    admitted = true;
    const call = await takeCallSeat(deps, entrance, stream, after);
    const seat = await sitDown(deps, entrance, stream.performer.id, call);
    const answer = await snapshot(deps, seat, rtpCapabilities);
    await requireStillIn(deps, entrance);
    return answer;
  } catch (thrown) {
    await giveUp(deps, entrance, admitted);
    throw thrown;
  }
}

/** Whoever joins again keeps the seat meanwhile: in a full room another would take it. */
async function makeWay(deps: RoomsDeps, { session, room, as }: Entrance): Promise<void> {
  const before = deps.seats.of(session);
  if (before?.room !== room || before.as !== as) return leaveRoom(deps, session);
  await closeMedia(deps, room, session.id).catch((error: unknown) => {
    deps.log.debug({ err: error, room }, 'media of the last join was not closed');
  });
}

/**
 * Sits first and asks again then, for admission asked a while ago: a ban or a dismissal that comes after the question finds
 * the seat, and one that came before is in the answer.
 */
async function sitDown(deps: RoomsDeps, entrance: Entrance, performerId: string, call: Seat['call']): Promise<Seat> {
  const { session, room, as } = entrance;
  const before = deps.seats.of(session);
  const made = await makeSeat(deps, session, { room, as, performerId, moderates: false, call });
  if (!deps.seats.put(made)) throw notInRoom();
  const { ban, moderates } = await deps.rightsOf(performerId, session.identity);
  if (ban !== null) throw banned(ban.reason);
  // Where a review was faster, what it found holds.
  if (moderates && deps.seats.of(session) === made) deps.seats.put({ ...made, moderates });
  const seat = deps.seats.of(session);
  if (seat === undefined) throw notInRoom();
  // Who joins again without a right they had hears less.
  if (before !== undefined) unfollowRoom(deps.live, deps.seats, before);
  await session.stay({ room, as, moderates: seat.moderates });
  return seat;
}

/** All of it is read once the room's notes are followed: what changes later is told, what changed before is in it. */
async function snapshot(deps: RoomsDeps, seat: Seat, rtpCapabilities: RtpCapabilities): Promise<Result<'room.join'>> {
  const cursors = await followRoom(deps.live, seat);
  const stream = await readStream(deps.database.read, seat.room);
  deps.presence.came(seat);
  // Lists of rooms show the count as it was last kept: who is not to be noticed keeps none.
  const look = seat.as === 'staff' ? lookAtPresence : readPresence;
  const [seen, presence] = await Promise.all([
    lookAtMedia(deps, seat, stream.state),
    look(deps.redis, seat.room, deps.clock.now()),
  ]);
  const media = roomMedia(seen.mediaEpoch, seen.placed?.producers ?? []);
  const receives = seat.as !== 'performer' || seat.call !== null;
  const wantsToWatch = rtpCapabilities !== undefined && receives && media.producers.length > 0;
  const watch = wantsToWatch ? await syncWatch(deps, seat, rtpCapabilities, seen) : null;
  return { stream, presence, media, cursors, watch, moderates: seat.moderates, hold: seen.hold };
}

/** Put out while it came in: the gate that is shut by now says why. */
async function requireStillIn({ seats, admit }: RoomsDeps, entrance: Entrance): Promise<void> {
  if (seats.of(entrance.session)?.room === entrance.room) return;
  const { guest } = await admit(entrance);
  throw guest === null ? notInRoom() : seatTaken();
}

/**
 * What the gates and the media node gave where no seat stands for it any more belongs to nobody: the session ended or was put
 * out while it came in, or never sat. One that goes on elsewhere has it there.
 */
async function giveUp(deps: RoomsDeps, { session, room, as }: Entrance, admitted: boolean): Promise<void> {
  const sat = deps.seats.of(session)?.room === room;
  await leaveRoom(deps, session);
  if (!sat && session.phase !== 'taken' && (admitted || session.phase === 'over'))
    await giveBack(deps, { room, as }, session.id);
}
