/**
 * The door of `/ws`: path, Origin, how many a minute and address; then a socket with its limits on.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { Refusal } from '#kernel/refusal.ts';
import { maxFrameBytes } from '#protocol/socket/envelope.ts';
import type { OriginCheck } from '../http/origins.ts';
import { serveConnection } from './connection.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { GuardedSocket } from './guarded-socket.ts';

export interface SocketServerDeps extends ConnectionDeps {
  readonly isOwnOrigin: OriginCheck;
  readonly trustProxy: number;
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
    const ip = clientIp(request, deps.trustProxy);
    void judge(request, ip, open, deps).then((refused) => {
      if (refused !== undefined) {
        refuse(stream, refused);
        return;
      }
      sockets.handleUpgrade(request, stream, head, (socket) => serveConnection(socket, ip, deps));
    });
  });
  return {
    close() {
      open = false;
      deps.sessions.endAll();
      for (const socket of sockets.clients) setTimeout(() => socket.terminate(), 500).unref();
    },
  };
}

async function judge(
  request: IncomingMessage,
  ip: string,
  open: boolean,
  deps: SocketServerDeps,
): Promise<string | undefined> {
  const path = (request.url ?? '').split('?')[0];
  if (path !== '/ws') return '404 Not Found';
  if (!open) return '503 Service Unavailable';
  if (!deps.isOwnOrigin(request.headers.origin)) return '403 Forbidden';
  try {
    await deps.limitSockets(ip);
    return undefined;
  } catch (thrown) {
    if (thrown instanceof Refusal) return '429 Too Many Requests';
    deps.log.error({ err: thrown }, 'the socket limiter failed');
    return '503 Service Unavailable';
  }
}

function refuse(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n`);
}

/** The address that the last trusted proxy saw; forged headers in front of it count for nothing. */
export function clientIp(request: IncomingMessage, trustProxy: number): string {
  const direct = request.socket.remoteAddress ?? '';
  if (trustProxy === 0) return direct;
  const header = request.headers['x-forwarded-for'];
  const forwarded = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',').map((part) => part.trim());
  const seen = [...forwarded.filter((part) => part !== ''), direct];
  return seen[Math.max(0, seen.length - 1 - trustProxy)] ?? direct;
}
