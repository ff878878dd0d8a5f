/**
 * What somebody might throw at a media port who has no business there: packets of every kind that a port tells apart by
 * its first byte (RFC 7983), whole, cut short and with bytes exchanged. The same chance makes the same ones.
 */
import { rtpPacket, senderReport, vp8KeyFrame } from './rtp-packets.ts';

export type HostileKind = 'noise' | 'rtp' | 'rtcp' | 'stun' | 'dtls';

/** What a stranger may have learnt of a session: from its SDP, or from the wire. */
export interface Overheard {
  readonly usernameFragment: string;
  readonly ssrc: number;
}

const kinds: readonly HostileKind[] = ['noise', 'rtp', 'rtcp', 'stun', 'dtls'];
const largest = 1_400;

/** Makes one after the other. @param chance numbers in [0, 1) */
export function hostilePackets(chance: () => number, heard: Overheard): () => { kind: HostileKind; packet: Buffer } {
  const makers = makersOf(new Dice(chance), heard);
  const dice = new Dice(chance);
  return () => {
    const kind = dice.oneOf(kinds);
    return { kind, packet: spoilt(makers[kind](), dice) };
  };
}

class Dice {
  readonly #chance: () => number;

  constructor(chance: () => number) {
    this.#chance = chance;
  }

  /** A whole number from 0 to below. */
  below(limit: number): number {
    return Math.floor(this.#chance() * limit);
  }

  oneOf<T>(things: readonly T[]): T {
    const found = things[this.below(things.length)];
    if (found === undefined) throw new Error('There is nothing to choose from');
    return found;
  }

  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => this.below(256)));
  }
}

function makersOf(dice: Dice, heard: Overheard): Readonly<Record<HostileKind, () => Buffer>> {
  return {
    noise: () => dice.bytes(dice.oneOf([0, 1, 3, 11, 12, 20, 200, largest])),
    rtp: () => rtp(dice, heard),
    rtcp: () => rtcp(dice, heard),
    stun: () => stun(dice, heard),
    dtls: () => dtls(dice),
  };
}

/** A third as made, a third cut short, a third with some bytes exchanged. */
function spoilt(made: Buffer, dice: Dice): Buffer {
  const how = dice.below(3);
  if (how === 1) return made.subarray(0, dice.below(made.length + 1));
  if (how === 2 && made.length > 0)
    for (let times = 0; times < 4; times += 1) made[dice.below(made.length)] = dice.below(256);
  return made;
}

function rtp(dice: Dice, { ssrc }: Overheard): Buffer {
  const made = rtpPacket({
    payloadType: dice.oneOf([96, 97, 101, 111, dice.below(128)]),
    ssrc: dice.oneOf([ssrc, 0, dice.below(2 ** 32)]),
    sequence: dice.below(2 ** 16),
    timestamp: dice.below(2 ** 32),
    mid: dice.oneOf(['0', '1', 'x'.repeat(15)]),
    rid: dice.oneOf(['q', 'h', 'f', 'z']),
    payload: dice.oneOf([vp8KeyFrame(255), dice.bytes(dice.below(300)), Buffer.alloc(0)]),
  });
  // Version, padding, extension and the number of sources are a lie in half of them.
  if (dice.below(2) === 0) made[0] = 0x80 | dice.below(64);
  return made;
}

function rtcp(dice: Dice, { ssrc }: Overheard): Buffer {
  const parts = Array.from({ length: 1 + dice.below(3) }, () => {
    const body = dice.bytes(4 * dice.below(20));
    const head = Buffer.from([0x80 | dice.below(32), dice.oneOf([200, 201, 202, 203, 204, 205, 206, 207]), 0, 0]);
    head.writeUInt16BE(dice.oneOf([body.length / 4, 0, 0xffff, dice.below(2 ** 16)]), 2);
    return Buffer.concat([head, body]);
  });
  return Buffer.concat([senderReport(ssrc, dice.below(2 ** 32), 0, dice.below(2 ** 24)), ...parts]);
}

/** Binding requests and their like, mostly for a session that exists, never with its password (RFC 8489). */
function stun(dice: Dice, { usernameFragment }: Overheard): Buffer {
  const name = Buffer.from(`${dice.oneOf([usernameFragment, 'nobody', '', usernameFragment.slice(1)])}:x`);
  const attributes = [
    attribute(0x0006, name),
    attribute(0x0024, dice.bytes(4)),
    attribute(dice.oneOf([0x8029, 0x802a]), dice.bytes(8)),
    ...(dice.below(2) === 0 ? [attribute(0x0025, Buffer.alloc(0))] : []),
    attribute(0x0008, dice.bytes(20)),
    attribute(dice.oneOf([0x8028, 0x0001, dice.below(2 ** 16)]), dice.bytes(dice.oneOf([4, 0, 63]))),
  ];
  const body = Buffer.concat(attributes);
  const head = Buffer.alloc(8);
  head.writeUInt16BE(dice.oneOf([0x0001, 0x0001, 0x0101, 0x0111, 0x0011, 0x0003]), 0);
  head.writeUInt16BE(dice.oneOf([body.length, body.length, 0, 0xfffc]), 2);
  head.writeUInt32BE(0x2112a442, 4);
  return Buffer.concat([head, dice.bytes(12), body]);
}

function attribute(type: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)]);
}

/** Records of the handshake, alerts and data, mostly fragments of a ClientHello that never becomes whole (RFC 6347). */
function dtls(dice: Dice): Buffer {
  const whole = dice.oneOf([200, 1_000, 0xffffff]);
  const part = dice.bytes(dice.below(200));
  const handshake = Buffer.alloc(12);
  handshake[0] = dice.oneOf([1, 1, 1, 2, 11, 16, 20]);
  handshake.writeUIntBE(whole, 1, 3);
  handshake.writeUInt16BE(dice.below(8), 4);
  handshake.writeUIntBE(dice.below(whole), 6, 3);
  handshake.writeUIntBE(dice.oneOf([part.length, 0, 0xffff]), 9, 3);
  const type = dice.oneOf([22, 22, 22, 20, 21, 23]);
  const body = type === 21 ? Buffer.from([2, dice.below(120)]) : Buffer.concat([handshake, part]);
  const record = Buffer.alloc(13);
  record[0] = type;
  record.writeUInt16BE(dice.oneOf([0xfeff, 0xfefd, 0x0303]), 1);
  record.writeUInt16BE(dice.oneOf([0, 0, 1]), 3);
  record.writeUIntBE(dice.below(2 ** 16), 5, 6);
  record.writeUInt16BE(dice.oneOf([body.length, body.length, 0xffff]), 11);
  return Buffer.concat([record, body]);
}
