/**
 * One pass of a clip as the packets to be sent, in the order and at the times at which they are due. Made once; a
 * player that repeats it only adds the length of the pass to every time.
 */
import type { Clip } from './load-clip.ts';
import { OPUS_CLOCK_RATE } from './ogg-opus.ts';
import { splitFrame } from './vp8-payload.ts';

export const VIDEO_CLOCK_RATE = 90_000;

export interface TimelinePacket {
  readonly kind: 'audio' | 'video';
  /** When it is due, in milliseconds after the pass began. */
  readonly atMs: number;
  /** Its RTP time after the pass began, in ticks of its kind's clock. */
  readonly ticks: number;
  readonly payload: Buffer;
  /** Of video: the frame, counted from the start of the pass, and whether it begins or ends here. */
  readonly frame: number;
  readonly start: boolean;
  readonly end: boolean;
  /** Whether a receiver can begin here. */
  readonly entry: boolean;
}

export interface Timeline {
  readonly packets: readonly TimelinePacket[];
  readonly durationMs: number;
  readonly frames: number;
  readonly ticks: { readonly audio: number; readonly video: number };
}

/** Packets of one frame leave this far apart, so that a key frame is no burst … */
const SPREAD_MS = 0.5;
/** … and within this time, however large it is. */
const SPREAD_AT_MOST_MS = 10;

/** Lays out both kinds on one line, sorted by time. */
export function layOutClip({ video, audio }: Clip): Timeline {
  const packets = [...videoPackets(video), ...audioPackets(audio)].sort((a, b) => a.atMs - b.atMs);
  const ticks = { audio: audio.samples, video: (video.frames.length * video.scale * VIDEO_CLOCK_RATE) / video.rate };
  return { packets, durationMs: (audio.samples * 1000) / OPUS_CLOCK_RATE, frames: video.frames.length, ticks };
}

function videoPackets({ frames, rate, scale }: Clip['video']): TimelinePacket[] {
  return frames.flatMap(({ data, keyFrame }, frame) => {
    const fragments = splitFrame(data);
    const spreadMs = Math.min(SPREAD_MS, SPREAD_AT_MOST_MS / fragments.length);
    return fragments.map((fragment, index) => ({
      kind: 'video' as const,
      atMs: (frame * scale * 1000) / rate + index * spreadMs,
      ticks: Math.round((frame * scale * VIDEO_CLOCK_RATE) / rate),
      payload: fragment.data,
      frame,
      start: fragment.start,
      end: fragment.end,
      entry: keyFrame && fragment.start,
    }));
  });
}

function audioPackets({ packets }: Clip['audio']): TimelinePacket[] {
  let ticks = 0;
  return packets.map(({ data, samples }) => {
    const atMs = (ticks * 1000) / OPUS_CLOCK_RATE;
    const packet = {
      kind: 'audio' as const,
      atMs,
      ticks,
      payload: data,
      frame: 0,
      start: true,
      end: false,
      entry: false,
    };
    ticks += samples;
    return packet;
  });
}
