/**
 * What is measured: a server, sockets that speak, sockets that only hear.
 */
import { once } from 'node:events';
import { WebSocket } from 'ws';

/** Somebody who speaks. */
export interface Mouth {
  /** Resolves with the line's id when it is acknowledged. */
  say(text: string): Promise<string>;
}

export interface ChatSide {
  readonly name: 'busker' | 'bare';
  /** The process whose processor time counts. */
  readonly pid: number;
  /** A socket of the room that hears everything; what it heard is only looked at where somebody wants to know. */
  hear(onLine?: (id: string, atMs: number) => void): Promise<void>;
  speak(): Promise<Mouth>;
  close(): Promise<void>;
}

/** A connected socket without compression. */
export async function connect(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  socket.on('error', () => undefined);
  await once(socket, 'open');
  return socket;
}
