/**
 * A socket of Busker's that sits in a room: as little of a page's conversation as it takes.
 */
import type { WebSocket } from 'ws';
import { protocolVersion, type ServerMessage } from '#protocol/socket/envelope.ts';
import { connect } from './chat/side.ts';

export type Message = ServerMessage & { readonly id?: number };

export interface RoomSocket {
  readonly socket: WebSocket;
  /** @throws where it is refused */
  ask(method: string, params: unknown): Promise<unknown>;
  /** From now on it is not asked anything; what it is sent is read as notes, or not even parsed where nobody wants to know. */
  hearOnly(onNote?: (note: Note, atMs: number) => void): void;
}

export interface Note {
  readonly name: string;
  readonly body: unknown;
}

/** Comes in as a viewer without pictures. @param ticket of who is signed in. @throws where it is refused */
export async function enterRoom(port: number, room: string, ticket?: string): Promise<RoomSocket> {
  const socket = await connect(`ws://127.0.0.1:${port}/ws`);
  const waiting = new Map<number, (message: Message) => void>();
  const welcomed = Promise.withResolvers<void>();
  let nextId = 1;
  const take = (data: unknown): void => {
    for (const message of messagesOf(data)) {
      if (message.type === 'welcome') welcomed.resolve();
      if (message.type !== 'answer' || message.id === undefined) continue;
      waiting.get(message.id)?.(message);
      waiting.delete(message.id);
    }
  };
  socket.on('message', take);
  const entered: RoomSocket = {
    socket,
    ask(method, params) {
      const id = nextId;
      nextId += 1;
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      waiting.set(id, (message) => {
        if (message.type === 'answer' && message.ok) resolve(message.result);
        else reject(new Error(`${method} was refused: ${JSON.stringify(message)}`));
      });
      socket.send(JSON.stringify({ type: 'request', id, method, params }));
      return promise;
    },
    hearOnly(onNote) {
      socket.off('message', take);
      if (onNote === undefined) return;
      socket.on('message', (data) => {
        const atMs = performance.now();
        for (const message of messagesOf(data)) if (message.type === 'note') onNote(message, atMs);
      });
    },
  };
  const hello = { type: 'hello', version: protocolVersion, ...(ticket === undefined ? {} : { ticket }) };
  socket.send(JSON.stringify(hello));
  await welcomed.promise;
  await entered.ask('room.join', { room, as: 'viewer' });
  return entered;
}

function messagesOf(data: unknown): Message[] {
  return [JSON.parse(String(data))].flat() as Message[];
}
