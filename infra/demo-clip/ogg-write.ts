/** Writes Opus packets as an Ogg file (RFC 7845), so that exactly the chosen packets are in it and none is trimmed. */

import { oggChecksum } from '../../sfu-workers/clip/ogg-page.ts';

const SERIAL = 0x4255534b;
const PACKETS_A_PAGE = 50;
/** 20 ms of 48 kHz. */
export const SAMPLES_A_PACKET = 960;

/** The file's bytes. Pre-skip is zero: the packets are cut from the middle of a longer run and all are meant. */
export function writeOggOpus(packets: readonly Buffer[], title: string): Buffer {
  const head = Buffer.from('OpusHead\x01\x02\0\0\0\0\0\0\0\0\0', 'latin1');
  head.writeUInt32LE(48_000, 12);
  const pages = [page([head], 0, 0n, 2), page([tags(title)], 1, 0n, 0)];
  let samples = 0n;
  for (let at = 0; at < packets.length; at += PACKETS_A_PAGE) {
    const part = packets.slice(at, at + PACKETS_A_PAGE);
    samples += BigInt(part.length * SAMPLES_A_PACKET);
    const last = at + PACKETS_A_PAGE >= packets.length;
    pages.push(page(part, pages.length, samples, last ? 4 : 0));
  }
  return Buffer.concat(pages);
}

function tags(title: string): Buffer {
  const texts = ['Busker', `TITLE=${title}`];
  const [vendor, comment] = texts.map((text) => Buffer.concat([uint32(Buffer.byteLength(text)), Buffer.from(text)]));
  return Buffer.concat([Buffer.from('OpusTags'), vendor ?? Buffer.alloc(0), uint32(1), comment ?? Buffer.alloc(0)]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function page(packets: readonly Buffer[], sequence: number, granule: bigint, flags: number): Buffer {
  const lacing = packets.flatMap(({ length }) => [
    ...new Array<number>(Math.floor(length / 255)).fill(255),
    length % 255,
  ]);
  if (lacing.length > 255) throw new RangeError(`${lacing.length} segments do not fit on a page`);
  const header = Buffer.alloc(27);
  header.write('OggS', 0, 'latin1');
  header.writeUInt8(flags, 5);
  header.writeBigInt64LE(granule, 6);
  header.writeUInt32LE(SERIAL, 14);
  header.writeUInt32LE(sequence, 18);
  header.writeUInt8(lacing.length, 26);
  const whole = Buffer.concat([header, Buffer.from(lacing), ...packets]);
  whole.writeUInt32LE(oggChecksum(whole), 22);
  return whole;
}
