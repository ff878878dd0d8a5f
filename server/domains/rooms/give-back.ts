/**
 * Gives back what a session had in a room: its seat, and its media at the node.
 */
import type { Place } from '#platform/websocket/session-record.ts';
import { closeMedia } from './close-media.ts';
import { freeSeat } from './free-seat.ts';
import type { RoomsDeps } from './parts.ts';
import { leaveCallSeat } from './store-seats.ts';

/**
 * May be repeated. Never fails because Redis or the media node is away. Of one that watched silently nobody is told.
 * @param session its id
 */
export async function giveBack(
  deps: RoomsDeps,
  { room, as }: Pick<Place, 'room' | 'as'>,
  session: string,
): Promise<void> {
  const sends = as === 'performer' || as === 'guest';
  const done = await Promise.allSettled([
    freeSeat(deps.redis, room, session),
    closeMedia(deps, room, session),
    sends ? deps.database.transact((tx) => leaveCallSeat(tx, room, session)) : undefined,
  ]);
  for (const one of done) {
    if (one.status === 'rejected') deps.log.debug({ err: one.reason as unknown, room }, 'left with a rest');
  }
  if (as !== 'staff') deps.presence.changed(room);
}
