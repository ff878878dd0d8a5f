/**
 * The seats of this process: which of its sessions is in which room, and as what. What the room knows of a session.
 */

import type { Session } from '#platform/websocket/session.ts';

export interface Seat {
  readonly session: Session;
  readonly room: string;
  readonly as: 'viewer' | 'performer';
}

export interface Seats {
  /** Seats a session, in place of the seat it had. */
  put(seat: Seat): void;
  remove(session: Session): Seat | undefined;
  of(session: Session): Seat | undefined;
  /** Everybody of this process in a room. */
  in(room: string): readonly Seat[];
  /** Rooms in which somebody of this process sits. */
  rooms(): readonly string[];
}

/** No seats yet. */
export function createSeats(): Seats {
  const bySession = new Map<string, Seat>();
  const byRoom = new Map<string, Set<Seat>>();

  const remove = (session: Session): Seat | undefined => {
    const seat = bySession.get(session.id);
    if (seat === undefined) return undefined;
    bySession.delete(session.id);
    const others = byRoom.get(seat.room);
    others?.delete(seat);
    if (others?.size === 0) byRoom.delete(seat.room);
    return seat;
  };

  return {
    put(seat) {
      remove(seat.session);
      bySession.set(seat.session.id, seat);
      const others = byRoom.get(seat.room) ?? new Set();
      byRoom.set(seat.room, others.add(seat));
    },
    remove,
    of: (session) => bySession.get(session.id),
    in: (room) => [...(byRoom.get(room) ?? [])],
    rooms: () => [...byRoom.keys()],
  };
}
