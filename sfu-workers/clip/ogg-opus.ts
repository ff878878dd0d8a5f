/** Reads Opus from an Ogg file (RFC 7845) as packets with the time that each lasts. */
import { OggError, type OggPage, readOggPages } from './ogg-page.ts';

/** Opus counts in 48 kHz, whatever it was made from. */
export const OPUS_CLOCK_RATE = 48_000;

export interface OpusPacket {
  readonly data: Buffer;
  /** How long it lasts, in samples of 48 kHz. */
  readonly samples: number;
}

export interface OpusAudio {
  readonly channels: number;
  readonly packets: readonly OpusPacket[];
  /** What all packets last together. */
  readonly samples: number;
}

/** @throws OggError where the file is no Ogg, holds no Opus of one or two channels, or is not as long as it says. */
export function parseOggOpus(file: Buffer): OpusAudio {
  const pages = readOggPages(file);
  const [head, tags, ...data] = pages.flatMap((page) => page.packets);
  if (head?.toString('latin1', 0, 8) !== 'OpusHead' || head.length < 19) throw new OggError('the stream is not Opus');
  if (tags?.toString('latin1', 0, 8) !== 'OpusTags') throw new OggError('the Opus stream has no tags');
  const channels = head[9] ?? 0;
  if (channels < 1 || channels > 2 || head[18] !== 0) throw new OggError(`Opus of ${channels} channels is not played`);
  const packets = data.map((packet, index) => ({ data: packet, samples: packetSamples(packet, index) }));
  const samples = packets.reduce((sum, packet) => sum + packet.samples, 0);
  refuseOtherLength(pages, samples);
  return { channels, packets, samples };
}

function refuseOtherLength(pages: readonly OggPage[], samples: number): void {
  const end = pages.at(-1);
  if (end?.last !== true) throw new OggError('the stream does not end');
  if (end.granule !== BigInt(samples)) throw new OggError(`the stream says ${end.granule} samples and has ${samples}`);
}

/** RFC 6716, 3.1: the first byte names the length of a frame, and how many frames follow. */
function packetSamples(packet: Buffer, index: number): number {
  const toc = packet[0];
  if (toc === undefined) throw new OggError(`Opus packet ${index} is empty`);
  const samples = frameSamples(toc >> 3) * frameCount(packet, toc & 3);
  if (samples === 0 || samples > 0.12 * OPUS_CLOCK_RATE)
    throw new OggError(`Opus packet ${index} lasts ${samples} samples`);
  return samples;
}

function frameSamples(configuration: number): number {
  if (configuration < 12) return [480, 960, 1920, 2880][configuration & 3] ?? 0;
  if (configuration < 16) return [480, 960][configuration & 1] ?? 0;
  return [120, 240, 480, 960][configuration & 3] ?? 0;
}

function frameCount(packet: Buffer, code: number): number {
  if (code === 3) return (packet[1] ?? 0) & 63;
  return code === 0 ? 1 : 2;
}
