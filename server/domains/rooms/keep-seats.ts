/**
 * The seats of this process: which of its sessions is in which room, and as what. What the room knows of a session.
 */

import type { Session } from '#platform/websocket/session.ts';
import type { SeatedAs } from '#protocol/socket/room.ts';
import type { CallSeat } from '#protocol/socket/source.ts';

export interface Seat {
  readonly session: Session;
  readonly room: string;
  /** `staff`: watches silently, and nobody is to notice it. */
  readonly as: SeatedAs;
  /** Whose room it is. */
  readonly performerId: string;
  /** Whether it hears what is for those who moderate. */
  readonly moderates: boolean;
  /** Whether it hears what is for staff of the platform. */
  readonly staff: boolean;
  /** Whether the others see their name; false for anonymous people and for those who wish to sit among them. */
  readonly named: boolean;
  /** In a two-way room the seat that is theirs; null in others, and of whoever watches silently. */
  readonly call: CallSeat | null;
}

export interface Seats {
  /**
   * Seats a session, in place of the seat it had.
   * @returns false where it is over, or goes on elsewhere: it has none here then
   */
  put(seat: Seat): boolean;
  remove(session: Session): Seat | undefined;
  of(session: Session): Seat | undefined;
  /** A person's seats in a performer's rooms. */
  ofPerson(userId: string, performerId: string): readonly Seat[];
  /** Seats of people who are signed in. */
  signedIn(): readonly Seat[];
  /** Everybody of this process in a room whom others may notice. */
  in(room: string): readonly Seat[];
  /** Everybody of this process in a room, those who watch silently too: for what is said to them, never for what is said of them. */
  hearing(room: string): readonly Seat[];
  /** Rooms in which somebody of this process sits whom others may notice. */
  rooms(): readonly string[];
}

/** No seats yet. */
export function createSeats(): Seats {
  const bySession = new Map<string, Seat>();
  const byRoom = new Map<string, Set<Seat>>();

  const remove = (session: Session): Seat | undefined => {
    const seat = bySession.get(session.id);
    // The same session on another socket by now: what its last one still had under way concerns it no more.
    if (seat?.session !== session) return undefined;
    bySession.delete(session.id);
    const others = byRoom.get(seat.room);
    others?.delete(seat);
    if (others?.size === 0) byRoom.delete(seat.room);
    return seat;
  };

  const hearing = (room: string): readonly Seat[] => [...(byRoom.get(room) ?? [])];

  return {
    put(seat) {
      if (isGone(seat.session)) return false;
      remove(seat.session);
      bySession.set(seat.session.id, seat);
      const others = byRoom.get(seat.room) ?? new Set();
      byRoom.set(seat.room, others.add(seat));
      return true;
    },
    remove,
    of: (session) => {
      const seat = bySession.get(session.id);
      return seat?.session === session ? seat : undefined;
    },
    ofPerson: (userId, performerId) =>
      [...bySession.values()].filter(
        (seat) => seat.performerId === performerId && seat.session.identity?.userId === userId,
      ),
    signedIn: () => [...bySession.values()].filter(({ session }) => session.identity !== null),
    in: (room) => hearing(room).filter(isNoticed),
    hearing,
    rooms: () => [...byRoom.keys()].filter((room) => hearing(room).some(isNoticed)),
  };
}

const isNoticed = ({ as }: Seat): boolean => as !== 'staff';
const isGone = ({ phase }: Session): boolean => phase === 'over' || phase === 'taken';
