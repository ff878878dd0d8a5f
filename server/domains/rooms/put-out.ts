/**
 * Puts a person out of a performer's rooms: they hear why, their seats are free, their media ends.
 */
import { leaveRoom } from './leave-room.ts';
import type { RoomsDeps } from './parts.ts';

/** Only sessions of this process; every process does the same. Joining again is admission's to refuse. */
export async function putOut(
  deps: RoomsDeps,
  { performerId, userId }: { readonly performerId: string; readonly userId: string },
): Promise<void> {
  for (const { session, room } of deps.seats.ofPerson(userId, performerId)) {
    session.notify('room.removed', room, { reason: 'banned' });
    await leaveRoom(deps, session);
  }
}
