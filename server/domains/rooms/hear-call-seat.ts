/**
 * A seat of a two-way room was taken: whoever sat on it hears so, and is out of the room.
 */
import type { CallSeat } from '#protocol/socket/source.ts';
import { leaveRoom } from './leave-room.ts';
import type { RoomsDeps } from './parts.ts';

/** Only sessions of this process; every process does the same. May be repeated. */
export async function hearCallSeat(
  deps: RoomsDeps,
  { room, part, epoch }: CallSeat & { readonly room: string },
): Promise<void> {
  for (const { session } of deps.seats.in(room)) {
    // As they sit now: one may have come back while another was led out.
    const seat = deps.seats.of(session);
    if (seat?.room !== room || seat.call?.part !== part || seat.call.epoch >= epoch) continue;
    session.notify('room.removed', room, { reason: 'taken_over' });
    await leaveRoom(deps, session);
  }
}
