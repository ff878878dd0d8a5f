/**
 * Says when each packet arrived (transport-wide congestion control, draft-holmer-rmcat-transport-wide-cc-extensions-01), ten
 * times a second: what a browser does all the time and a bare WebRTC stack does not. The node guesses the bandwidth from it.
 */
import type { Track } from 'node-datachannel';
import type { ConsumerOffer, RtpCapabilities } from '#protocol/media/rtp.ts';

const uri = 'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01';
const everyMs = 100;
/** Units of the reference time and of a packet's distance to the one before, in milliseconds. */
const referenceMs = 64;
const deltaMs = 0.25;

/** The capabilities of a viewer that says when packets arrived, and nothing else of its bandwidth. */
export function withArrivalReports({ codecs = [], headerExtensions = [] }: RtpCapabilities): RtpCapabilities {
  return {
    codecs: codecs.map((codec) => ({
      ...codec,
      rtcpFeedback: (codec.rtcpFeedback ?? []).filter(({ type }) => type !== 'goog-remb'),
    })),
    headerExtensions: headerExtensions.filter((extension) => extension.uri === uri),
  };
}

export class ArrivalReports {
  readonly #track: Track;
  readonly #extension: number;
  readonly #timer: NodeJS.Timeout;
  /** When packets arrived that were not told of yet, by their number. */
  readonly #arrived = new Map<number, number>();
  #next: number | undefined;
  #reports = 0;

  constructor(track: Track, consumers: readonly ConsumerOffer[]) {
    this.#track = track;
    const extensions = consumers.flatMap(({ rtpParameters }) => rtpParameters.headerExtensions ?? []);
    this.#extension = extensions.find((extension) => extension.uri === uri)?.id ?? 0;
    this.#timer = setInterval(() => this.#tell(), everyMs);
  }

  /** An RTP packet came. */
  take(packet: Buffer): void {
    const number = numberOf(packet, this.#extension);
    if (number !== undefined) this.#arrived.set(number, performance.now());
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #tell(): void {
    if (this.#arrived.size === 0 || !this.#track.isOpen()) return;
    const numbers = [...this.#arrived.keys()];
    const first = this.#next ?? numbers[0] ?? 0;
    const last = numbers.reduce((most, number) => Math.max(most, distance(first, number)), 0);
    const times = Array.from({ length: last + 1 }, (_, at) => this.#arrived.get((first + at) & 0xffff));
    this.#arrived.clear();
    this.#next = (first + last + 1) & 0xffff;
    this.#track.sendMessageBinary(reportOf(first, times, this.#reports));
    this.#reports = (this.#reports + 1) & 0xff;
  }
}

/** How far one number is behind another; one that is late by more than half of all counts as before it. */
function distance(from: number, to: number): number {
  const ahead = (to - from) & 0xffff;
  return ahead < 0x8000 ? ahead : 0;
}

/** The transport-wide number in a one-byte header extension (RFC 8285). */
function numberOf(packet: Buffer, extension: number): number | undefined {
  const start = 12 + ((packet[0] ?? 0) & 0x0f) * 4;
  if (((packet[0] ?? 0) & 0x10) === 0 || packet.readUInt16BE(start) !== 0xbede) return undefined;
  const end = start + 4 + packet.readUInt16BE(start + 2) * 4;
  for (let at = start + 4; at < end; ) {
    const head = packet[at] ?? 0;
    if (head >> 4 === extension) return packet.readUInt16BE(at + 1);
    at += head === 0 ? 1 : 2 + (head & 0x0f);
  }
  return undefined;
}

/** @param times when each packet arrived from `first` on, in milliseconds; undefined: it did not */
function reportOf(first: number, times: readonly (number | undefined)[], count: number): Buffer {
  const start = times.find((time) => time !== undefined) ?? 0;
  const reference = Math.floor(start / referenceMs);
  const deltas: number[] = [];
  let told = reference * referenceMs;
  for (const time of times) {
    if (time === undefined) continue;
    const delta = Math.round((time - told) / deltaMs);
    deltas.push(delta);
    told += delta * deltaMs;
  }
  const chunks = Math.ceil(times.length / 7);
  const bytes = 20 + 2 * chunks + 2 * deltas.length;
  const report = Buffer.alloc(Math.ceil(bytes / 4) * 4);
  report.set([0x8f, 205, 0, report.length / 4 - 1]);
  report.writeUInt32BE(1, 4);
  report.writeUInt16BE(first, 12);
  report.writeUInt16BE(times.length, 14);
  report.writeUIntBE(reference & 0xff_ffff, 16, 3);
  report[19] = count;
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    // A vector of seven symbols of two bits: 2 is "arrived, its distance takes two bytes", 0 is "did not arrive".
    const symbols = Array.from({ length: 7 }, (_, at) => (times[chunk * 7 + at] === undefined ? 0 : 2));
    const vector = symbols.reduce((bits, symbol, at) => bits | (symbol << (12 - 2 * at)), 0xc000);
    report.writeUInt16BE(vector, 20 + 2 * chunk);
  }
  deltas.forEach((delta, at) => void report.writeInt16BE(delta, 20 + 2 * chunks + 2 * at));
  return report;
}
