/**
 * What a room is told of the state a line is in.
 */
import type { NoteBody } from '#protocol/socket/notes.ts';
import { heldFrom, type LineRow, lineFrom } from './line-rows.ts';

interface RoomNote<A extends string, N extends 'chat.line' | 'chat.held' | 'chat.gone'> {
  readonly channel: { readonly room: string; readonly audience: A };
  readonly name: N;
  readonly body: NoteBody<N>;
}

export type LineNote =
  | RoomNote<'public', 'chat.line'>
  | RoomNote<'public', 'chat.gone'>
  | RoomNote<'moderators', 'chat.held'>;

/** Most ids of one `chat.gone`. */
const goneAtOnce = 500;

/** In the order given; what is gone comes last, together. */
export function notesOf(rows: readonly LineRow[]): LineNote[] {
  const there = rows.flatMap((row): LineNote[] => {
    if (row.state === 'gone') return [];
    if (row.state === 'held') {
      return [{ channel: { room: row.roomId, audience: 'moderators' }, name: 'chat.held', body: heldFrom(row) }];
    }
    return [{ channel: { room: row.roomId, audience: 'public' }, name: 'chat.line', body: { line: lineFrom(row) } }];
  });
  const gone = rows.filter(({ state }) => state === 'gone').map(({ id, roomId }) => ({ id, room: roomId }));
  return [...there, ...goneNotes(gone)];
}

/** One note for each room, or for each 500 of its lines. */
export function goneNotes(gone: readonly { readonly id: string; readonly room: string }[]): LineNote[] {
  const rooms = Map.groupBy(gone, ({ room }) => room);
  return [...rooms].flatMap(([room, lines]) => {
    const ids = lines.map(({ id }) => id);
    const parts = Array.from({ length: Math.ceil(ids.length / goneAtOnce) }, (_, at) =>
      ids.slice(at * goneAtOnce, (at + 1) * goneAtOnce),
    );
    return parts.map(
      (part): LineNote => ({ channel: { room, audience: 'public' }, name: 'chat.gone', body: { lines: part } }),
    );
  });
}
