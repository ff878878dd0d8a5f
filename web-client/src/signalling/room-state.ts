/**
 * A room as the page knows it, and how each note changes it. Pure.
 */
import type { RoomHold } from '#protocol/http/moderation.ts';
import type { Stream } from '#protocol/http/streams.ts';
import type { Note } from '#protocol/socket/notes.ts';
import type { Presence, RoomMedia, RoomSnapshot } from '#protocol/socket/room.ts';
import type { SignallingCode } from './signalling-error.ts';

export interface JoinedRoom {
  readonly phase: 'joined';
  readonly stream: Stream;
  readonly presence: Presence;
  readonly media: RoomMedia;
  /** What moderators keep from the audience. */
  readonly hold: RoomHold;
  /** Whether staff is told apart what is sent: then what everybody is told is not for this session. */
  readonly staff: boolean;
  /** Whether this session moderates here. */
  readonly moderates: boolean;
}

export interface RefusedRoom {
  readonly phase: 'refused';
  readonly code: SignallingCode;
  readonly message: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

export type RoomState = { readonly phase: 'joining' } | JoinedRoom | RefusedRoom;

export function fromSnapshot({ stream, presence, media, moderates, hold, cursors }: RoomSnapshot): JoinedRoom {
  const staff = cursors.some(({ audience }) => audience === 'staff');
  return { phase: 'joined', stream, presence, media, moderates, hold, staff };
}

/** The room after a note of it; the very same object where the note is about something else. */
export function afterNote(room: JoinedRoom, note: Note): JoinedRoom {
  if (note.room !== room.stream.id) return room;
  switch (note.name) {
    case 'room.state':
      return { ...room, stream: { ...room.stream, state: note.body.state } };
    case 'room.stream':
      return { ...room, stream: note.body.stream };
    case 'room.presence':
      return { ...room, presence: note.body };
    case 'room.media':
      return room.staff ? room : { ...room, media: note.body };
    case 'staff.media':
      return { ...room, media: note.body };
    case 'room.hold':
      return { ...room, hold: note.body };
    case 'room.rights':
      return { ...room, moderates: note.body.moderates };
    default:
      return room;
  }
}
