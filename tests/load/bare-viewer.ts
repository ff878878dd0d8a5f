/**
 * A viewer of the bare server (`tests/bench/bare/`): the same WebRTC stack as a light viewer's, and nothing to survive.
 */
import { WebSocket } from 'ws';
import type { ConsumerOffer, DtlsParameters, RtpCapabilities, TransportOffer } from '#protocol/media/rtp.ts';
import { Arrivals, sharedNowMs } from './arrivals.ts';
import { LightReceiver, lightCapabilities } from './light-receiver.ts';

interface FromServer {
  readonly rtpCapabilities?: RtpCapabilities;
  readonly transport?: TransportOffer;
  readonly consumers?: readonly ConsumerOffer[];
}

export class BareViewer {
  readonly pictures = new Arrivals();
  readonly beganMs = sharedNowMs();
  readonly resumedMs: number | undefined;
  firstPictureMs: number | undefined;
  transports = 0;
  readonly #socket: WebSocket;
  readonly #onPicture: ((packet: Buffer) => void) | undefined;
  #receiver: LightReceiver | undefined;

  /** @param onPicture each packet of pictures, after it was noted */
  constructor(url: string, onPicture?: (packet: Buffer) => void) {
    this.#onPicture = onPicture;
    this.#socket = new WebSocket(url);
    this.#socket.on('message', (data) => this.#take(JSON.parse(String(data))));
  }

  get isOnline(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  /** There is nothing it could do about it. */
  online(): void {
    this.#socket.ping();
  }

  close(): void {
    this.#receiver?.close();
    this.#socket.close();
  }

  #take({ rtpCapabilities, transport, consumers }: FromServer): void {
    if (transport !== undefined) this.#open(transport);
    if (rtpCapabilities !== undefined) this.#say({ rtpCapabilities: lightCapabilities(rtpCapabilities) });
    if (consumers !== undefined) void this.#receiver?.consume(consumers);
  }

  #open(offer: TransportOffer): void {
    this.transports += 1;
    this.#receiver = new LightReceiver({
      ...{ name: 'bare viewer', offer, mediaEpoch: 1 },
      onPacket: (kind, packet) => {
        if (kind !== 'video') return;
        this.firstPictureMs ??= sharedNowMs();
        this.pictures.take();
        this.#onPicture?.(packet);
      },
      onLost: () => this.close(),
      connect: async (_transport: string, dtlsParameters: DtlsParameters) => this.#say({ dtlsParameters }),
    });
  }

  #say(message: object): void {
    this.#socket.send(JSON.stringify(message));
  }
}
