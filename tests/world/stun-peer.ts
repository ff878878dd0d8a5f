/**
 * A peer that only knocks: STUN binding requests (RFC 8489) with ICE credentials (RFC 8445), from a UDP socket of its own,
 * and the count of what comes to it. DTLS and SRTP go past it, so what it gets it cannot read: that it gets it is the point.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { crc32 } from 'node:zlib';
import type { TransportOffer } from '#protocol/media/rtp.ts';
import { until } from './until.ts';

type Credentials = Pick<TransportOffer['iceParameters'], 'usernameFragment' | 'password'>;

const cookie = 0x2112_a442;
const attributes = { username: 0x0006, integrity: 0x0008, priority: 0x0024, useCandidate: 0x0025 };
const controlling = 0x802a;
const fingerprint = 0x8028;

export class StunPeer {
  /** RTP packets that came, encrypted. */
  packets = 0;
  readonly #socket: Socket;
  readonly #answers = new Map<string, 'accepted' | 'refused'>();

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('message', (packet) => this.#take(packet));
  }

  static async open(): Promise<StunPeer> {
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    return new StunPeer(socket);
  }

  /** Asks to be the transport's peer from here on. @returns what the node says; it does not answer who it does not know */
  async knock({ iceCandidates }: TransportOffer, credentials: Credentials): Promise<'accepted' | 'refused'> {
    const at = iceCandidates.find(({ protocol }) => protocol === 'udp');
    const id = randomBytes(12);
    this.#socket.send(bindingRequest(id, credentials), at?.port ?? 0, at?.address);
    return until('answer to a binding request', () => this.#answers.get(id.toString('hex')), { withinMs: 1_000 });
  }

  close(): void {
    this.#socket.close();
  }

  #take(packet: Buffer): void {
    const [first = 0] = packet;
    // RFC 7983: what begins so is RTP or RTCP.
    if (first >= 128 && first <= 191) this.packets += 1;
    if (first > 3 || packet.length < 20) return;
    const kind = packet.readUInt16BE(0) === 0x0101 ? 'accepted' : 'refused';
    this.#answers.set(packet.subarray(8, 20).toString('hex'), kind);
  }
}

function bindingRequest(id: Buffer, { usernameFragment, password }: Credentials): Buffer {
  const body = Buffer.concat([
    attribute(attributes.username, Buffer.from(`${usernameFragment}:peer`)),
    attribute(attributes.priority, Buffer.from([0x6e, 0, 0xff, 0xff])),
    attribute(controlling, randomBytes(8)),
    attribute(attributes.useCandidate, Buffer.alloc(0)),
  ]);
  // The length that is signed, and summed, counts the attribute that follows.
  const signed = Buffer.concat([header(id, body.length + 24), body]);
  const integrity = attribute(attributes.integrity, createHmac('sha1', password).update(signed).digest());
  const summed = Buffer.concat([header(id, body.length + 32), body, integrity]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE((crc32(summed) ^ 0x5354_554e) >>> 0);
  return Buffer.concat([summed, attribute(fingerprint, sum)]);
}

function header(id: Buffer, length: number): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16BE(0x0001, 0);
  head.writeUInt16BE(length, 2);
  head.writeUInt32BE(cookie, 4);
  return Buffer.concat([head, id]);
}

function attribute(type: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)]);
}
