/**
 * The control socket on loopback: lets in who is authentic, refuses others before the upgrade, tells everybody the news.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '#kernel/clock.ts';
import type { ControlEvent } from '#protocol/media/control.ts';
import { ApiConnection, type CarryOut } from './api-connection.ts';
import { isAuthentic } from './authenticate.ts';
import { listenOnLoopback } from './listen.ts';

const maxPayload = 256 * 1024;
const refused = 'HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

export interface ControlServerOptions {
  /** 0: any free one. */
  readonly port: number;
  /** Key of the tokens that open it. */
  readonly key: Buffer;
  readonly clock: Clock;
  readonly log: Logger;
  /** First frame of every connection. */
  readonly hello: () => ControlEvent;
  readonly carryOut: CarryOut;
  readonly onLeft: (connection: ApiConnection) => void;
}

export class ControlServer {
  readonly #options: ControlServerOptions;
  readonly #http = createServer((_request, response) => response.writeHead(426).end());
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload });
  readonly #connections = new Set<ApiConnection>();

  private constructor(options: ControlServerOptions) {
    this.#options = options;
    this.#http.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
  }

  /** @throws PortTakenError */
  static async open(options: ControlServerOptions): Promise<ControlServer> {
    const server = new ControlServer(options);
    await listenOnLoopback(server.#http, options.port, 'MEDIA_CONTROL_PORT');
    return server;
  }

  get port(): number {
    return (this.#http.address() as AddressInfo).port;
  }

  tell(event: ControlEvent): void {
    for (const connection of this.#connections) connection.send(event);
  }

  /** Idempotent. Says goodbye to every API node and waits at most a second for theirs. */
  async close(): Promise<void> {
    for (const connection of this.#connections) connection.close();
    const ended = new Promise<void>((resolve) => this.#http.close(() => resolve()));
    const late = setTimeout(() => this.#terminate(), 1_000);
    await ended;
    clearTimeout(late);
  }

  #terminate(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#http.closeAllConnections();
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    if (!isAuthentic(request, this.#options.key, this.#options.clock)) {
      this.#options.log.warn('a control connection was refused: no valid token');
      socket.end(refused);
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (opened) => this.#welcome(opened));
  }

  #welcome(socket: WebSocket): void {
    const { log, carryOut, hello, onLeft } = this.#options;
    const connection = new ApiConnection(socket, log, carryOut);
    this.#connections.add(connection);
    socket.once('close', () => {
      this.#connections.delete(connection);
      onLeft(connection);
    });
    connection.send(hello());
  }
}
