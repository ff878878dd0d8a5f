/**
 * The door of `/ws`: path, Origin, how many an address has open and opens in a minute; then a socket with its limits on.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { Refusal } from '#kernel/refusal.ts';
import { maxFrameBytes } from '#protocol/socket/envelope.ts';
import { clientAddress } from '../http/client-address.ts';
import type { OriginCheck } from '../http/origins.ts';
import type { OpenSockets } from '../limits/index.ts';
import { serveConnection } from './connection.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { GuardedSocket } from './guarded-socket.ts';

export interface SocketServerDeps extends ConnectionDeps {
  readonly isOwnOrigin: OriginCheck;
  readonly trustProxy: number;
  readonly openSockets: OpenSockets;
  /** @throws Refusal RATE_LIMITED */
  readonly limitSockets: (ip: string) => Promise<void>;
}

export interface SocketServer {
  /** Ends all sockets and accepts no more. */
  close(): void;
}

/** Serves `/ws` on an HTTP server. */
export function serveSockets(server: Server, deps: SocketServerDeps): SocketServer {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxFrameBytes,
    perMessageDeflate: false,
    WebSocket: GuardedSocket,
  });
  let open = true;
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    void admit(request, stream, open, deps).then(
      (ip) => sockets.handleUpgrade(request, stream, head, (socket) => serveConnection(socket, ip, deps)),
      (thrown: unknown) => refuse(stream, statusOf(thrown, deps)),
    );
  });
  return {
    close() {
      open = false;
      deps.sessions.endAll();
      for (const socket of sockets.clients) setTimeout(() => socket.terminate(), 500).unref();
    },
  };
}

/** A door that is shut, as HTTP says it. */
class ShutError extends Error {
  readonly status: string;
  constructor(status: string) {
    super(status);
    this.status = status;
  }
}

/** Where it comes from, once it may come in. @throws ShutError, Refusal */
async function admit(request: IncomingMessage, stream: Duplex, open: boolean, deps: SocketServerDeps): Promise<string> {
  const path = (request.url ?? '').split('?')[0];
  if (path !== '/ws') throw new ShutError('404 Not Found');
  if (!open) throw new ShutError('503 Service Unavailable');
  if (!deps.isOwnOrigin(request.headers.origin)) throw new ShutError('403 Forbidden');
  const ip = clientAddress(request, deps.trustProxy);
  // Taken before anything is waited for, or as many as come at once would all be let in; given back however it ends.
  stream.once('close', deps.openSockets.take(ip));
  await deps.limitSockets(ip);
  return ip;
}

function statusOf(thrown: unknown, deps: SocketServerDeps): string {
  if (thrown instanceof ShutError) return thrown.status;
  if (thrown instanceof Refusal) return thrown.code === 'RATE_LIMITED' ? '429 Too Many Requests' : '400 Bad Request';
  deps.log.error({ err: thrown }, 'the door of the sockets failed');
  return '503 Service Unavailable';
}

function refuse(stream: Duplex, status: string): void {
  // Else whoever keeps their half open would keep it for good.
  stream.once('finish', () => stream.destroy());
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n`);
}
