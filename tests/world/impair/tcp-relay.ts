/**
 * The way of a page's socket, which can be cut: every connection breaks without a goodbye, and none is made until the
 * network is back.
 */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

const ip = '127.0.0.1';

export class TcpRelay {
  readonly #server: Server;
  readonly #open = new Set<Socket>();
  #isCut = false;

  private constructor(server: Server, targetPort: number) {
    this.#server = server;
    server.on('connection', (inside) => {
      if (this.#isCut) inside.resetAndDestroy();
      else this.#join(inside, connect(targetPort, ip));
    });
  }

  /** Leads to a port of this machine. */
  static async open(targetPort: number): Promise<TcpRelay> {
    const server = createServer();
    const relay = new TcpRelay(server, targetPort);
    server.listen(0, ip);
    await once(server, 'listening');
    return relay;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Until `restore`. @returns how many connections broke */
  cut(): number {
    this.#isCut = true;
    const broken = this.#open.size / 2;
    for (const socket of this.#open) socket.destroy();
    return broken;
  }

  restore(): void {
    this.#isCut = false;
  }

  /** Idempotent. */
  async close(): Promise<void> {
    this.cut();
    if (!this.#server.listening) return;
    this.#server.close();
    await once(this.#server, 'close');
  }

  #join(inside: Socket, outside: Socket): void {
    for (const [socket, other] of [
      [inside, outside],
      [outside, inside],
    ] as const) {
      this.#open.add(socket);
      socket.setNoDelay();
      socket.on('error', () => other.destroy());
      socket.once('close', () => {
        this.#open.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  }
}
