/**
 * Somebody who only watches, with a real WebRTC stack, and would notice anything: a note that is missing, a frame that is
 * not of the protocol, pictures that stop, a socket that is cut.
 */
import type { Cursor, NoteEnvelope } from '#protocol/socket/envelope.ts';
import type { MediaViewer } from './media-viewer.ts';
import { TestSocket } from './socket.ts';
import { watchThrough } from './socket-media.ts';
import { until } from './until.ts';

export class Bystander {
  readonly socket: TestSocket;
  readonly #at: { port: number };
  readonly #room: string;
  readonly #viewer: MediaViewer;
  readonly #cursors: readonly Cursor[];

  private constructor(
    at: { port: number },
    room: string,
    parts: { socket: TestSocket; viewer: MediaViewer; cursors: readonly Cursor[] },
  ) {
    this.#at = at;
    this.#room = room;
    this.socket = parts.socket;
    this.#viewer = parts.viewer;
    this.#cursors = parts.cursors;
  }

  /** Enters a room in which something is sent, and sees it. */
  static async watch(at: { port: number }, room: string): Promise<Bystander> {
    const socket = await TestSocket.open(at);
    const { cursors } = await socket.do('room.join', { room, as: 'viewer' });
    const viewer = await watchThrough(socket);
    const bystander = new Bystander(at, room, { socket, viewer, cursors });
    await bystander.seesPictures();
    return bystander;
  }

  /** Rejects where no fresh pictures come. */
  async seesPictures(): Promise<true> {
    const before = this.#viewer.packets.video;
    await until('fresh pictures', () => this.#viewer.packets.video > before + 10, { withinMs: 15_000 });
    return true;
  }

  /** Rejects where the coming and going of a person is not told. */
  async noticesVisitors(): Promise<true> {
    const visitor = await TestSocket.open(this.#at);
    const { presence } = await visitor.do('room.join', { room: this.#room, as: 'viewer' });
    const told = () => this.socket.notes('room.presence').at(-1)?.body as { count?: number } | undefined;
    await until('word of the visitor', () => told()?.count === presence.count);
    await visitor.close();
    await until('word that they left', () => told()?.count === presence.count - 1);
    return true;
  }

  /** What there is to complain about so far. */
  complaints(): string[] {
    const { socket } = this;
    return [
      ...(socket.isOpen ? [] : ['the socket was closed']),
      ...socket.broken.map((frame) => `not of the protocol: ${frame}`),
      ...gapsIn(socket.notes(), this.#cursors),
    ];
  }

  async close(): Promise<void> {
    this.#viewer.close();
    await this.socket.close();
  }
}

/** Where a numbering does not go on by one from its cursor, and what repeats. */
export function gapsIn(notes: readonly NoteEnvelope[], cursors: readonly Cursor[]): string[] {
  const key = ({ room, audience, epoch }: Cursor | NoteEnvelope): string => `${room} ${audience} ${epoch}`;
  const last = new Map(cursors.map((cursor) => [key(cursor), cursor.seq]));
  const found: string[] = [];
  for (const note of notes) {
    const before = last.get(key(note)) ?? 0;
    // What the cursor covers may come once more: a client drops it.
    if (note.seq > before + 1) found.push(`${note.name}: ${note.seq} came after ${before} of ${note.audience}`);
    last.set(key(note), Math.max(before, note.seq));
  }
  return found;
}
