/**
 * Enters a room: asks admission, takes the seat, follows the room's notes, and answers with all that a page needs to show
 * it, media included. Joining again gives a fresh snapshot and fresh media.
 */

import type { Session } from '#platform/websocket/session.ts';
import type { Stream } from '#protocol/http/streams.ts';
import type { Params, Result } from '#protocol/socket/requests.ts';
import { closeMedia } from './close-media.ts';
import { notInRoom } from './errors.ts';
import { findRoom } from './find-room.ts';
import { followRoom } from './follow-room.ts';
import { giveBack } from './give-back.ts';
import type { Seat } from './keep-seats.ts';
import { leaveRoom } from './leave-room.ts';
import { makeSeat } from './make-seat.ts';
import type { Entrance, RoomsDeps } from './parts.ts';
import { readPresence } from './read-presence.ts';
import { roomMedia } from './rules/room-media.ts';
import { readPlacement } from './store.ts';
import { syncWatch } from './sync-watch.ts';

/** @throws Refusal NOT_FOUND, FORBIDDEN, AGE_ASSURANCE_REQUIRED, TICKET_REQUIRED, ROOM_FULL */
export async function joinRoom(
  deps: RoomsDeps,
  session: Session,
  params: Params<'room.join'>,
): Promise<Result<'room.join'>> {
  const { room, as, rtpCapabilities } = params;
  await makeWay(deps, { session, room, as });
  try {
    const stream = await deps.admit({ room, as, session });
    const seat = await makeSeat(deps, session, { room, as, performerId: stream.performer.id });
    if (!deps.seats.put(seat)) throw notInRoom();
    await session.stay({ room, as, moderates: seat.moderates });
    return await snapshot(deps, seat, stream, rtpCapabilities);
  } catch (thrown) {
    await leaveRoom(deps, session);
    // Ended while it came in: what the gates gave it belongs to nobody. One that goes on elsewhere has it there.
    if (session.phase === 'over') await giveBack(deps, room, session.id);
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

async function snapshot(
  deps: RoomsDeps,
  seat: Seat,
  stream: Stream,
  rtpCapabilities: Params<'room.join'>['rtpCapabilities'],
): Promise<Result<'room.join'>> {
  const cursors = await followRoom(deps.live, seat);
  deps.presence.came(seat);
  const [media, presence] = await Promise.all([
    readMedia(deps, seat.room),
    readPresence(deps.redis, seat.room, deps.clock.now()),
  ]);
  const wantsToWatch = rtpCapabilities !== undefined && seat.as === 'viewer' && media.producers.length > 0;
  const watch = wantsToWatch ? await syncWatch(deps, seat, rtpCapabilities) : null;
  return { stream, presence, media, cursors, watch, moderates: seat.moderates };
}

async function readMedia(deps: RoomsDeps, room: string): Promise<Result<'room.join'>['media']> {
  const placement = await readPlacement(deps.database.read, room);
  const placed = await findRoom(deps, room, placement).catch(() => undefined);
  return roomMedia(placement.mediaEpoch, placed?.producers ?? []);
}
