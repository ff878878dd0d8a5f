/**
 * A TURN client of the tests' own (RFC 8656 over UDP, TCP or TLS, long-term credentials): asks for what a browser would never
 * ask for, and says what it was answered.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, isIPv6 } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { until } from './until.ts';

export interface TurnCredentials {
  readonly username: string;
  readonly credential: string;
}

export interface TurnAddress {
  readonly host: string;
  readonly port: number;
  readonly over?: 'udp' | 'tcp' | 'tls';
}

/** `granted`, or the number of the STUN error: 401 who are you, 403 not there, 442 not so, 443 other family, 486 too much. */
export type TurnAnswer = 'granted' | number;

const cookie = 0x2112_a442;
const methods = { binding: 0x001, allocate: 0x003, refresh: 0x004, send: 0x016, permit: 0x008, bind: 0x009 } as const;
const data = 0x0017;
const attributes = {
  username: 0x0006,
  integrity: 0x0008,
  error: 0x0009,
  channel: 0x000c,
  lifetime: 0x000d,
  peer: 0x0012,
  data: 0x0013,
  realm: 0x0014,
  nonce: 0x0015,
  relayed: 0x0016,
  family: 0x0017,
  transport: 0x0019,
} as const;
const udpRelay = 17;
const tcpRelay = 6;

/** Attributes of a message with this id: addresses are masked with it. */
type Body = (id: Buffer) => readonly Buffer[];
const empty: Body = () => [];

interface Wire {
  send(packet: Buffer): void;
  close(): void;
}
type Attributes = ReadonlyMap<number, Buffer>;

export class TurnClient {
  /** What came from peers, as text. */
  readonly heard: string[] = [];
  readonly #credentials: TurnCredentials;
  readonly #answers = new Map<string, { kind: number; attributes: Attributes }>();
  #wire: Wire | undefined;
  #realm: Buffer = Buffer.alloc(0);
  #nonce: Buffer = Buffer.alloc(0);

  private constructor(credentials: TurnCredentials) {
    this.#credentials = credentials;
  }

  static async open(address: TurnAddress, credentials: TurnCredentials): Promise<TurnClient> {
    const client = new TurnClient(credentials);
    const take = (packet: Buffer): void => client.#take(packet);
    client.#wire =
      address.over === undefined || address.over === 'udp' ? await byUdp(address, take) : await byStream(address, take);
    return client;
  }

  /** Whether anybody answers at all. */
  async knock(withinMs: number): Promise<boolean> {
    const answer = this.#ask(methods.binding, empty, undefined, withinMs);
    return answer.then(
      ({ kind }) => kind === 0x0101,
      () => false,
    );
  }

  /** @param wish.relay `tcp`: connections instead of packets (RFC 6062) */
  async allocate(wish: { relay?: 'udp' | 'tcp'; family?: 4 | 6; seconds?: number } = {}): Promise<TurnAnswer> {
    const transport = Buffer.from([wish.relay === 'tcp' ? tcpRelay : udpRelay, 0, 0, 0]);
    const family =
      wish.family === undefined
        ? []
        : [attribute(attributes.family, Buffer.from([wish.family === 4 ? 1 : 2, 0, 0, 0]))];
    const body = [attribute(attributes.transport, transport), ...family, ...lifetime(wish.seconds)];
    return this.#demand(methods.allocate, () => body);
  }

  refresh(seconds: number): Promise<TurnAnswer> {
    return this.#demand(methods.refresh, () => lifetime(seconds));
  }

  permit(ip: string): Promise<TurnAnswer> {
    return this.#demand(methods.permit, (id) => [peer(id, ip, 0)]);
  }

  bind(channel: number, ip: string, port: number): Promise<TurnAnswer> {
    const number = Buffer.alloc(4);
    number.writeUInt16BE(channel);
    return this.#demand(methods.bind, (id) => [attribute(attributes.channel, number), peer(id, ip, port)]);
  }

  /** Sends to a peer without asking whether it may; nothing is ever answered. */
  send(ip: string, port: number, text: string): void {
    const id = randomBytes(12);
    const body = [peer(id, ip, port), attribute(attributes.data, Buffer.from(text))];
    this.#wire?.send(message(methods.send | 0x0010, id, body));
  }

  close(): void {
    this.#wire?.close();
  }

  /** Asks, says who it is where it is asked to, and once more where the nonce is old. */
  async #demand(method: number, body: Body): Promise<TurnAnswer> {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const stranger = this.#nonce.length === 0;
      const { kind, attributes: found } = await (stranger
        ? this.#ask(method, body)
        : this.#ask(method, (id) => [...body(id), ...this.#who()], this.#key()));
      if ((kind & 0x0110) === 0x0100) return 'granted';
      const error = found.get(attributes.error) ?? Buffer.alloc(4);
      const code = (error[2] ?? 0) * 100 + (error[3] ?? 0);
      const asked = code === 438 || (code === 401 && stranger);
      if (!asked) return code;
      this.#realm = found.get(attributes.realm) ?? this.#realm;
      this.#nonce = found.get(attributes.nonce) ?? this.#nonce;
    }
    return 438;
  }

  #who(): Buffer[] {
    return [
      attribute(attributes.username, Buffer.from(this.#credentials.username)),
      attribute(attributes.realm, this.#realm),
      attribute(attributes.nonce, this.#nonce),
    ];
  }

  #key(): Buffer {
    const { username, credential } = this.#credentials;
    return createHash('md5').update(`${username}:${this.#realm}:${credential}`).digest();
  }

  async #ask(method: number, body: Body, key?: Buffer, withinMs = 3_000) {
    const id = randomBytes(12);
    this.#wire?.send(message(method, id, body(id), key));
    return until(`answer to STUN method ${method}`, () => this.#answers.get(id.toString('hex')), { withinMs });
  }

  #take(packet: Buffer): void {
    const kind = packet.readUInt16BE(0);
    const found = attributesOf(packet);
    if (kind === data) this.heard.push(found.get(attributes.data)?.toString() ?? '');
    else if (kind >= 0x4000) this.heard.push(packet.subarray(4, 4 + packet.readUInt16BE(2)).toString());
    else this.#answers.set(packet.subarray(8, 20).toString('hex'), { kind, attributes: found });
  }
}

async function byUdp({ host, port }: TurnAddress, take: (packet: Buffer) => void): Promise<Wire> {
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
  socket.on('message', take).on('error', () => undefined);
  socket.bind(0, isIPv6(host) ? '::1' : '127.0.0.1');
  await once(socket, 'listening');
  return { send: (packet) => socket.send(packet, port, host), close: () => void socket.close() };
}

async function byStream({ host, port, over }: TurnAddress, take: (packet: Buffer) => void): Promise<Wire> {
  const tls = over === 'tls';
  const socket = tls ? connectTls({ host, port, rejectUnauthorized: false }) : connect({ host, port });
  socket.on('error', () => undefined);
  let rest = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 20 && rest.length >= 20 + rest.readUInt16BE(2)) {
      const length = 20 + rest.readUInt16BE(2);
      take(rest.subarray(0, length));
      rest = rest.subarray(length);
    }
  });
  await once(socket, tls ? 'secureConnect' : 'connect');
  return { send: (packet) => void socket.write(packet), close: () => void socket.destroy() };
}

function message(kind: number, id: Buffer, body: readonly Buffer[], key?: Buffer): Buffer {
  const content = Buffer.concat(body);
  if (key === undefined) return Buffer.concat([head(kind, content.length, id), content]);
  // The length that is signed counts the signature.
  const signed = Buffer.concat([head(kind, content.length + 24, id), content]);
  return Buffer.concat([signed, attribute(attributes.integrity, createHmac('sha1', key).update(signed).digest())]);
}

function head(kind: number, length: number, id: Buffer): Buffer {
  const start = Buffer.alloc(8);
  start.writeUInt16BE(kind, 0);
  start.writeUInt16BE(length, 2);
  start.writeUInt32BE(cookie, 4);
  return Buffer.concat([start, id]);
}

function attribute(type: number, value: Buffer): Buffer {
  const start = Buffer.alloc(4);
  start.writeUInt16BE(type, 0);
  start.writeUInt16BE(value.length, 2);
  return Buffer.concat([start, value, Buffer.alloc((4 - (value.length % 4)) % 4)]);
}

/** XOR-PEER-ADDRESS. */
function peer(id: Buffer, ip: string, port: number): Buffer {
  const address = bytesOf(ip);
  const mask = Buffer.concat([Buffer.from([0x21, 0x12, 0xa4, 0x42]), id]);
  const start = Buffer.from([0, address.length === 4 ? 1 : 2, 0, 0]);
  start.writeUInt16BE(port ^ (cookie >>> 16), 2);
  return attribute(attributes.peer, Buffer.concat([start, address.map((byte, at) => byte ^ (mask[at] ?? 0))]));
}

/** As it is sent; of IPv6 in any of its spellings. */
function bytesOf(ip: string): Buffer {
  if (!isIPv6(ip)) return Buffer.from(ip.split('.').map(Number));
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(ip);
  const plain =
    dotted === null
      ? ip
      : `${dotted[1]}${bytesOf(dotted[2] ?? '')
          .toString('hex')
          .replace(/^(.{4})/, '$1:')}`;
  const [front = '', back = ''] = plain.split('::');
  const words = (part: string): string[] => part.split(':').filter((word) => word !== '');
  const [head, tail] = [words(front), words(back)];
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return Buffer.from([...head, ...zeros, ...tail].map((word) => word.padStart(4, '0')).join(''), 'hex');
}

function lifetime(seconds: number | undefined): Buffer[] {
  if (seconds === undefined) return [];
  const value = Buffer.alloc(4);
  value.writeUInt32BE(seconds);
  return [attribute(attributes.lifetime, value)];
}

function attributesOf(packet: Buffer): Attributes {
  const found = new Map<number, Buffer>();
  for (let at = 20; at + 4 <= packet.length; ) {
    const length = packet.readUInt16BE(at + 2);
    found.set(packet.readUInt16BE(at), packet.subarray(at + 4, at + 4 + length));
    at += 4 + Math.ceil(length / 4) * 4;
  }
  return found;
}
