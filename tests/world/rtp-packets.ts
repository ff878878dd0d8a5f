/**
 * RTP and RTCP packets as small as they can be: every video packet is a VP8 key frame of its own, so that whoever gets
 * one could show a picture.
 */

/** Ids of the header extensions that our test senders use. */
export const extensionIds = { mid: 1, rid: 2 } as const;

export interface PacketOptions {
  readonly payloadType: number;
  readonly ssrc: number;
  readonly sequence: number;
  readonly timestamp: number;
  readonly mid?: string;
  readonly rid?: string;
  readonly payload: Buffer;
}

export function rtpPacket(options: PacketOptions): Buffer {
  const extension = headerExtension(options);
  const header = Buffer.alloc(12);
  header[0] = extension === undefined ? 0x80 : 0x90;
  header[1] = 0x80 | options.payloadType;
  header.writeUInt16BE(options.sequence & 0xffff, 2);
  header.writeUInt32BE(options.timestamp >>> 0, 4);
  header.writeUInt32BE(options.ssrc, 8);
  return Buffer.concat([header, extension ?? Buffer.alloc(0), options.payload]);
}

/** A VP8 key frame of 320×180 in one packet that carries one byte to recognise it by, last. */
export function vp8KeyFrame(mark: number, bytes = 120): Buffer {
  const frame = Buffer.alloc(bytes);
  frame.set([0x10, 0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0x40, 0x01, 0xb4, 0x00]);
  frame[frame.length - 1] = mark;
  return frame;
}

/** One that needs the frames before it. */
export function vp8DeltaFrame(mark: number, bytes = 120): Buffer {
  const frame = Buffer.alloc(bytes);
  frame.set([0x10, 0x11, 0x02, 0x00]);
  frame[frame.length - 1] = mark;
  return frame;
}

/** Sender report (RFC 3550): at `wallMs` the stream stood at `timestamp`. */
export function senderReport(ssrc: number, timestamp: number, wallMs: number, packets: number): Buffer {
  const report = Buffer.alloc(28);
  report.set([0x80, 200, 0, 6]);
  report.writeUInt32BE(ssrc, 4);
  report.writeUInt32BE((Math.floor(wallMs / 1000) + 2_208_988_800) >>> 0, 8);
  report.writeUInt32BE(Math.floor(((wallMs % 1000) / 1000) * 2 ** 32) >>> 0, 12);
  report.writeUInt32BE(timestamp >>> 0, 16);
  report.writeUInt32BE(packets, 20);
  report.writeUInt32BE(packets * 120, 24);
  return report;
}

function headerExtension({ mid, rid }: PacketOptions): Buffer | undefined {
  const elements = [element(extensionIds.mid, mid), element(extensionIds.rid, rid)];
  const body = Buffer.concat(elements);
  if (body.length === 0) return undefined;
  const words = Math.ceil(body.length / 4);
  const head = Buffer.from([0xbe, 0xde, 0, words]);
  return Buffer.concat([head, body, Buffer.alloc(words * 4 - body.length)]);
}

function element(id: number, text: string | undefined): Buffer {
  if (text === undefined) return Buffer.alloc(0);
  return Buffer.concat([Buffer.from([(id << 4) | (text.length - 1)]), Buffer.from(text)]);
}
