/** Cuts VP8 frames into RTP payloads (RFC 7741), each behind a descriptor with a 15-bit picture id. */

/** One payload's worth of a frame, without its descriptor. */
export interface Vp8Fragment {
  readonly data: Buffer;
  /** Whether the frame begins here. A frame's partitions are not told apart: all count as the first. */
  readonly start: boolean;
  /** Whether the frame ends here: the packet that carries it has the marker. */
  readonly end: boolean;
}

export const DESCRIPTOR_BYTES = 4;
const MAX_PAYLOAD_BYTES = 1200;

/** Pieces of nearly equal size, so that descriptor and data stay within `maxPayloadBytes`. */
export function splitFrame(frame: Buffer, maxPayloadBytes = MAX_PAYLOAD_BYTES): Vp8Fragment[] {
  const room = maxPayloadBytes - DESCRIPTOR_BYTES;
  if (frame.length === 0 || room < 1)
    throw new RangeError(`cannot cut ${frame.length} bytes into payloads of ${maxPayloadBytes}`);
  const count = Math.ceil(frame.length / room);
  const cut = (index: number): number => Math.round((index * frame.length) / count);
  return Array.from({ length: count }, (_, index) => ({
    data: frame.subarray(cut(index), cut(index + 1)),
    start: index === 0,
    end: index === count - 1,
  }));
}

/** The descriptor: extension with picture id, S where the frame starts, partition 0. `pictureId` is taken modulo 2^15. */
export function vp8Descriptor(pictureId: number, start: boolean): Buffer {
  const descriptor = Buffer.from([start ? 0x90 : 0x80, 0x80, 0, 0]);
  descriptor.writeUInt16BE(0x8000 | (pictureId & 0x7fff), 2);
  return descriptor;
}
