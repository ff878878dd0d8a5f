/**
 * Puts arriving notes in order before anybody sees them: duplicates are dropped, a hole asks for a snapshot, and what
 * comes while a snapshot is on its way waits for it (it may be older than the note).
 */
import type { Cursor, NoteEnvelope } from '#protocol/socket/envelope.ts';
import { type Note, readNote } from '#protocol/socket/notes.ts';
import { createCursors } from './cursors.ts';

export interface NotesInOrderEvents {
  readonly onNote: (note: Note) => void;
  /** Something of this room was missed; answer by asking for its snapshot. Null: of the person's own. */
  readonly onGap: (room: string | null) => void;
  readonly onFault: (fault: string) => void;
}

export class NotesInOrder {
  readonly #events: NotesInOrderEvents;
  readonly #cursors = createCursors();
  #holding = false;
  #held: NoteEnvelope[] = [];

  constructor(events: NotesInOrderEvents) {
    this.#events = events;
  }

  receive(envelope: NoteEnvelope): void {
    if (this.#holding && envelope.room !== null) {
      this.#held.push(envelope);
      return;
    }
    const arrival = this.#cursors.take(envelope);
    if (arrival === 'next') this.#pass(envelope);
    if (arrival === 'gap') this.#missing(envelope);
  }

  /** A snapshot of a room was asked for: notes of rooms wait from here on. */
  snapshotAsked(): void {
    this.#holding = true;
  }

  /** It came: the notes that are younger follow now. */
  snapshotCame(room: string, cursors: readonly Cursor[]): void {
    this.#cursors.seed(room, cursors);
    const waiting = this.#forgetHeld().filter((envelope) => envelope.room === room);
    for (const envelope of waiting) this.receive(envelope);
  }

  /** It will not come. Cursors stay: if notes are missing, the next one shows the hole again. */
  snapshotFailed(): void {
    this.#forgetHeld();
  }

  /** A new session counts for itself, from here. */
  restart(cursors: readonly Cursor[]): void {
    this.#cursors.clear();
    this.#cursors.putAll(cursors);
    this.#forgetHeld();
  }

  /** The session was taken up, and this is where the server goes on. */
  resumed(cursors: readonly Cursor[]): void {
    for (const room of this.#cursors.goOn(cursors)) {
      if (room !== null) this.#holding = true;
      this.#events.onGap(room);
    }
  }

  leaveRooms(): void {
    this.#cursors.leaveRooms();
    this.#forgetHeld();
  }

  cursors(): Cursor[] {
    return this.#cursors.list();
  }

  #forgetHeld(): NoteEnvelope[] {
    const held = this.#held;
    this.#held = [];
    this.#holding = false;
    return held;
  }

  #missing(envelope: NoteEnvelope): void {
    if (envelope.room === null) {
      // What concerns no room has no snapshot of the socket: count on from here.
      this.#cursors.restart(envelope);
      this.#pass(envelope);
      this.#events.onGap(null);
      return;
    }
    this.#holding = true;
    this.#held.push(envelope);
    this.#events.onGap(envelope.room);
  }

  #pass(envelope: NoteEnvelope): void {
    try {
      const note = readNote(envelope);
      if (note?.name === 'room.rights') this.#cursors.putAll(note.body.cursors);
      if (note !== undefined) this.#events.onNote(note);
    } catch (thrown) {
      this.#events.onFault(`a note ${envelope.name} that breaks the protocol: ${String(thrown)}`);
    }
  }
}
