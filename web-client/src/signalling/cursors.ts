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
  /** Forgets every room (it was left). */
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
    for (const [name, cursor] of seen) if (cursor.room !== null) seen.delete(name);
  };
  return {
    take(note) {
      const known = seen.get(key(note.room, note.audience));
      const arrival = known === undefined ? 'next' : judge(known, note);
      if (arrival === 'next') put(note);
      return arrival;
    },
    restart: put,
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

function judge(known: Cursor, note: Numbered): Arrival {
  if (known.epoch !== note.epoch) return 'gap';
  if (note.seq <= known.seq) return 'seen';
  return note.seq === known.seq + 1 ? 'next' : 'gap';
}
