/** Writes RTP packets (RFC 3550) of one stream. Owns the sequence number, which wraps, and what was counted. */

export interface RtpStream {
  readonly ssrc: number;
  /** Packets and payload bytes written so far, as sender reports want them. */
  readonly packets: number;
  readonly octets: number;
  /** One packet: `parts` become its payload; `timestamp` may be any integer and is taken modulo 2^32. */
  write(parts: readonly Uint8Array[], timestamp: number, marker: boolean): Buffer;
}

const HEADER_BYTES = 12;

/** A stream of `payloadType` 0…127 under `ssrc`, whose first packet carries `firstSequence` (modulo 2^16). */
export function createRtpStream(ssrc: number, payloadType: number, firstSequence: number): RtpStream {
  let [sequence, packets, octets] = [firstSequence & 0xffff, 0, 0];
  return {
    ssrc,
    get packets() {
      return packets;
    },
    get octets() {
      return octets;
    },
    write(parts, timestamp, marker) {
      const header = Buffer.alloc(HEADER_BYTES);
      header[0] = 0x80;
      header[1] = (marker ? 0x80 : 0) | payloadType;
      header.writeUInt16BE(sequence, 2);
      header.writeUInt32BE(modulo32(timestamp), 4);
      header.writeUInt32BE(ssrc, 8);
      const packet = Buffer.concat([header, ...parts]);
      sequence = (sequence + 1) & 0xffff;
      packets += 1;
      octets += packet.length - HEADER_BYTES;
      return packet;
    },
  };
}

/** An integer of any size as the 32 bits that RTP has for it. */
export function modulo32(value: number): number {
  return ((value % 2 ** 32) + 2 ** 32) % 2 ** 32;
}
