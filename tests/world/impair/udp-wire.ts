/**
 * A wire between two places that each send to one other: each is told this wire's near side instead of the other. What goes through it can be
 * lost or late, each way by itself; of what is lost it says what RTP headers tell, which SRTP leaves readable.
 */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { chanceOf } from './chance.ts';
import type { Impairment } from './fates.ts';
import { Lane, type LaneCounts } from './lane.ts';
import type { Place, Way } from './udp-relay.ts';

const ip = '127.0.0.1';

/** A packet of RTP or RTCP (RFC 5761), as far as its header goes. */
export interface Header {
  readonly way: Way;
  readonly lost: boolean;
  /** Of RTP the stream, of RTCP who sends it. */
  readonly ssrc: number;
  /** Undefined: it is RTP. */
  readonly rtcp: { readonly type: number; readonly format: number } | undefined;
}

/** `up` is what the first end sends. */
export class UdpWire {
  /** All that went in so far. */
  readonly headers: Header[] = [];
  readonly #lanes: Readonly<Record<Way, Lane>>;
  readonly #sockets: Readonly<Record<Way, Socket>>;
  readonly #ends: Partial<Record<Way, Place>> = {};
  #closed = false;

  private constructor(seed: number, up: Socket, down: Socket) {
    this.#lanes = { up: new Lane(chanceOf(seed)), down: new Lane(chanceOf(seed ^ 0x5bd1e995)) };
    this.#sockets = { up, down };
    up.on('message', (packet) => this.#carry('up', packet, down));
    down.on('message', (packet) => this.#carry('down', packet, up));
  }

  /** @param seed of everything that is left to chance */
  static async open(seed: number): Promise<UdpWire> {
    const [up, down] = [createSocket('udp4').bind(0, ip), createSocket('udp4').bind(0, ip)];
    await Promise.all([once(up, 'listening'), once(down, 'listening')]);
    return new UdpWire(seed, up, down);
  }

  get counts(): Readonly<Record<Way, LaneCounts>> {
    return { up: this.#lanes.up.counts, down: this.#lanes.down.counts };
  }

  /** From the next packet on; what is not named stays. @throws where a value makes no sense */
  impair(changes: Partial<Impairment>, ways: readonly Way[] = ['up', 'down']): void {
    for (const way of ways) this.#lanes[way].impair(changes);
  }

  /** Where the second end finds the first. */
  first(place: Place): Place {
    this.#ends.down = place;
    return this.#sockets.down.address();
  }

  /** Where the first end finds the second. */
  second(place: Place): Place {
    this.#ends.up = place;
    return this.#sockets.up.address();
  }

  /** Idempotent. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const way of ['up', 'down'] as const) {
      this.#lanes[way].close();
      this.#sockets[way].close();
    }
  }

  #carry(way: Way, packet: Buffer, out: Socket): void {
    const to = this.#ends[way];
    if (to === undefined || this.#closed || packet.length < 12) return;
    const before = this.#lanes[way].counts.lost;
    this.#lanes[way].take(packet.length, () => out.send(packet, to.port, to.address));
    const [formats = 0, type = 0] = packet;
    const isRtcp = type >= 192 && type <= 223;
    this.headers.push({
      ...{ way, lost: this.#lanes[way].counts.lost > before, ssrc: packet.readUInt32BE(isRtcp ? 4 : 8) },
      rtcp: isRtcp ? { type, format: formats & 0x1f } : undefined,
    });
  }
}
