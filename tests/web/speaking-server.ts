/**
 * A server that says what a test tells it to: real sockets, the protocol's frames, no rules of its own.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { ClientMessage, type Cursor, type Hello, type Request, type Welcome } from '#protocol/socket/envelope.ts';

/** One socket of the page, from the server's side. */
export interface Heard {
  readonly hello: Hello;
  /** The next request, parsed; waits for it. */
  next(): Promise<Request>;
  say(...messages: unknown[]): void;
  answer(request: Request, result: unknown): void;
  /** Takes the connection away without a word. */
  cut(): void;
  close(code: number): void;
}

export interface SpeakingServer {
  readonly url: string;
  /** The next socket that said hello; it is welcomed by the test. */
  next(): Promise<Heard>;
  close(): Promise<void>;
}

export async function startSpeakingServer(): Promise<SpeakingServer> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, path: '/ws' });
  await once(server, 'listening');
  const sockets = line<Heard>();
  server.on('connection', (socket) => {
    const requests = line<Request>();
    socket.on('message', (data) => {
      const message = ClientMessage.parse(JSON.parse(textOf(data)));
      if (message.type === 'request') requests.put(message);
      else sockets.put(heard(socket, message, requests.take));
    });
  });
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/ws`,
    next: sockets.take,
    async close() {
      for (const client of server.clients) client.terminate();
      server.close();
      await once(server, 'close');
    },
  };
}

export function welcome(resumed: boolean, token = 'token-1', heartbeatMs = 60_000, cursors: Cursor[] = []): Welcome {
  const session = { id: '00000000-0000-7000-8000-0000000000aa', token, resumed };
  return { type: 'welcome', version: 1, session, user: null, heartbeatMs, cursors, rtpCapabilities: null };
}

function heard(socket: WebSocket, hello: Hello, next: () => Promise<Request>): Heard {
  const say = (...messages: unknown[]): void => {
    socket.send(JSON.stringify(messages.length === 1 ? messages[0] : messages));
  };
  return {
    hello,
    next,
    say,
    answer: ({ id }, result) => say({ type: 'answer', id, ok: true, result }),
    cut: () => socket.terminate(),
    close: (code) => socket.close(code),
  };
}

/** Things that come, and those who wait for them. */
function line<T>(): { put(thing: T): void; take(): Promise<T> } {
  const things: T[] = [];
  const waiting: ((thing: T) => void)[] = [];
  return {
    put(thing) {
      const first = waiting.shift();
      if (first === undefined) things.push(thing);
      else first(thing);
    },
    take() {
      const thing = things.shift();
      return thing === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(thing);
    },
  };
}

function textOf(data: RawData): string {
  return Array.isArray(data) ? Buffer.concat(data).toString() : Buffer.from(data as Buffer).toString();
}
