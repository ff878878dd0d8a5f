/**
 * How far each numbering of notes has been seen. A note is the next one, one we had already, or proof that something is
 * missing (a hole, or a numbering that was begun anew). Which notes count together is decided in decision record 0002.
 */
import type { Cursor, NoteEnvelope } from '#protocol/socket/envelope.ts';

export type Arrival = 'next' | 'seen' | 'gap';
type Numbered = Pick<NoteEnvelope, 'room' | 'audience' | 'epoch' | 'seq'>;

export interface Cursors {
  /** Judges a note and, where it is the next one, moves the cursor onto it. */
  take(note: Numbered): Arrival;
  /** Counts on from this note, whatever was before. */
  restart(note: Numbered): void;
  /** Starts over from a room's snapshot: this session is in this room and no other. */
  seed(room: string, given: readonly Cursor[]): void;
  /** Counts on from here, whatever was before: what the server says. */
  putAll(given: readonly Cursor[]): void;
  /**
   * The session was taken up: where the server goes on with each numbering.
   * @returns whose notes could not be continued: rooms, and null for the person's own
   */
  goOn(given: readonly Cursor[]): (string | null)[];
  /** Forgets every room (it was left), except what was said to this session alone: the session is still the same. */
  leaveRooms(): void;
  /** Forgets everything: the next session counts for itself. */
  clear(): void;
  /** What a resume sends. */
  list(): Cursor[];
}

export function createCursors(): Cursors {
  const seen = new Map<string, Cursor>();
  const put = ({ room, audience, epoch, seq }: Numbered): void => {
    seen.set(key(room, audience), { room, audience, epoch, seq });
  };
  const leaveRooms = (): void => {
    for (const [name, { room, audience }] of seen) if (room !== null && audience !== 'session') seen.delete(name);
  };
  return {
    take(note) {
      const known = seen.get(key(note.room, note.audience));
      const arrival = known === undefined ? 'next' : judge(known, note);
      if (arrival === 'next') put(note);
      return arrival;
    },
    restart: put,
    putAll: (given) => given.forEach(put),
    goOn(given) {
      const shared = [...seen.values()].filter(({ audience }) => audience !== 'session');
      const missed = new Set<string | null>();
      for (const known of shared) {
        const told = given.find((one) => sameNumbering(one, known));
        if (told === undefined) seen.delete(key(known.room, known.audience));
        // A numbering that is not ours any more is no gap while the room's others go on.
        const goesOn = told === undefined ? given.some(({ room }) => room === known.room) : isSame(told, known);
        if (!goesOn) missed.add(known.room);
      }
      const rooms = new Set<string | null>([null, ...shared.map(({ room }) => room)]);
      for (const told of given) if (rooms.has(told.room)) put(told);
      return [...missed];
    },
    seed(room, given) {
      leaveRooms();
      for (const cursor of given) if (cursor.room === room || cursor.room === null) put(cursor);
    },
    leaveRooms,
    clear: () => seen.clear(),
    list: () => [...seen.values()],
  };
}

function key(room: string | null, audience: string): string {
  return `${room ?? ''}/${audience}`;
}

function sameNumbering(one: Cursor, other: Cursor): boolean {
  return one.room === other.room && one.audience === other.audience;
}

function isSame(one: Cursor, other: Cursor): boolean {
  return one.epoch === other.epoch && one.seq === other.seq;
}

function judge(known: Cursor, note: Numbered): Arrival {
  if (known.epoch !== note.epoch) return 'gap';
  if (note.seq <= known.seq) return 'seen';
  return note.seq === known.seq + 1 ? 'next' : 'gap';
}
