/**
 * Writes RTCP sender reports (RFC 3550, 6.4.1), each in a compound with the source description that names the
 * performer. Streams of one CNAME whose reports share a clock are played in step: this is what lip sync rests on.
 */
import { modulo32 } from './rtp.ts';

export interface SenderReport {
  readonly ssrc: number;
  /** The instant of the report in milliseconds since 1970, and the same instant on the stream's RTP clock. */
  readonly wallMs: number;
  readonly rtpTimestamp: number;
  readonly packets: number;
  readonly octets: number;
  /** 1…255 bytes of UTF-8, the same for all streams of a performer. */
  readonly cname: string;
}

const SECONDS_1900_TO_1970 = 2_208_988_800;

/** A compound of SR and SDES. @throws RangeError where the name does not fit. */
export function writeSenderReport(report: SenderReport): Buffer {
  const packet = Buffer.alloc(28);
  packet.writeUInt8(0x80, 0);
  packet.writeUInt8(200, 1);
  packet.writeUInt16BE(6, 2);
  packet.writeUInt32BE(report.ssrc, 4);
  const wholeSeconds = Math.floor(report.wallMs / 1000);
  packet.writeUInt32BE(modulo32(wholeSeconds + SECONDS_1900_TO_1970), 8);
  packet.writeUInt32BE(Math.floor((report.wallMs / 1000 - wholeSeconds) * 2 ** 32), 12);
  packet.writeUInt32BE(modulo32(report.rtpTimestamp), 16);
  packet.writeUInt32BE(modulo32(report.packets), 20);
  packet.writeUInt32BE(modulo32(report.octets), 24);
  return Buffer.concat([packet, sourceDescription(report.ssrc, report.cname)]);
}

/** One chunk with one item, ended by at least one zero byte and padded to 32 bits. */
function sourceDescription(ssrc: number, cname: string): Buffer {
  const name = Buffer.from(cname, 'utf8');
  if (name.length < 1 || name.length > 255) throw new RangeError(`a CNAME has 1 to 255 bytes, not ${name.length}`);
  const chunkBytes = 4 * Math.ceil((4 + 2 + name.length + 1) / 4);
  const packet = Buffer.alloc(4 + chunkBytes);
  packet.writeUInt8(0x81, 0);
  packet.writeUInt8(202, 1);
  packet.writeUInt16BE(chunkBytes / 4, 2);
  packet.writeUInt32BE(ssrc, 4);
  packet.writeUInt8(1, 8);
  packet.writeUInt8(name.length, 9);
  name.copy(packet, 10);
  return packet;
}
