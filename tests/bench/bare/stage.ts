/**
 * The one room there is: its router, and what is published in it.
 */
import { on } from 'node:events';
import type { types } from 'mediasoup';
import type { WebSocket } from 'ws';

export class Stage {
  readonly producers = new Set<types.Producer>();
  readonly router: types.Router;
  readonly #server: types.WebRtcServer;

  constructor(router: types.Router, server: types.WebRtcServer) {
    this.router = router;
    this.#server = server;
  }

  /** A transport that ends with its socket, and the first message about it. */
  async open(socket: WebSocket): Promise<types.WebRtcTransport> {
    const transport = await this.router.createWebRtcTransport({ webRtcServer: this.#server, preferUdp: true });
    socket.once('close', () => transport.close());
    const { id, iceParameters, iceCandidates, dtlsParameters } = transport;
    const { rtpCapabilities } = this.router;
    tell(socket, { rtpCapabilities, transport: { id, iceParameters, iceCandidates, dtlsParameters } });
    return transport;
  }
}

/** Sends one message. */
export function tell(socket: WebSocket, message: unknown): void {
  socket.send(JSON.stringify(message));
}

/** Every message from now on, in order, until the socket closes. */
export async function* heard<T>(socket: WebSocket): AsyncGenerator<T> {
  for await (const [data] of on(socket, 'message', { close: ['close'] })) yield JSON.parse(String(data)) as T;
}
