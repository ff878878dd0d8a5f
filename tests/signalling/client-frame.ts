/**
 * WebSocket frames by hand (RFC 6455), for those no library would send.
 */

const mask = Buffer.from([1, 2, 3, 4]);

/** One masked frame. @param start opcode and reserved bits of the first byte @param isLast false: more frames follow */
export function clientFrame(start: number, payload: Buffer, isLast = true): Buffer {
  const masked = payload.map((byte, at) => byte ^ (mask[at % 4] ?? 0));
  return Buffer.concat([frameHeader(start, payload.length, isLast), masked]);
}

/** The header of a masked frame alone. */
export function frameHeader(start: number, length: number, isLast = true): Buffer {
  const header = Buffer.alloc(14);
  header[0] = (isLast ? 0x80 : 0) | start;
  header[1] = 0x80 | 127;
  header.writeBigUInt64BE(BigInt(length), 2);
  mask.copy(header, 10);
  return header;
}
