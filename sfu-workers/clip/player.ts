/**
 * Plays a clip for ever as RTP with sender reports, as a performer's browser would send it. Owns the wiring of the
 * parts in this folder and the one timer; where packets go is the affair of `send`.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Clip } from './load-clip.ts';
import { OPUS_CLOCK_RATE } from './ogg-opus.ts';
import { createPace, type Due } from './pace.ts';
import { writeSenderReport } from './rtcp-sr.ts';
import { createRtpStream, type RtpStream } from './rtp.ts';
import { layOutClip, VIDEO_CLOCK_RATE } from './timeline.ts';
import { vp8Descriptor } from './vp8-payload.ts';

export type ClipKind = 'audio' | 'video';
type PerKind<T> = Readonly<Record<ClipKind, T>>;

export interface PlayOptions {
  readonly clip: Clip;
  /** Takes each RTP or RTCP packet (told apart by their second byte, RFC 5761). Must not throw. */
  readonly send: (kind: ClipKind, packet: Buffer) => void;
  readonly clock: Clock;
  readonly ssrcs: PerKind<number>;
  readonly payloadTypes: PerKind<number>;
  /** The performer's name on the wire, the same in both streams. */
  readonly cname: string;
  /** Where sequence numbers and timestamps begin. Not at sequence 0: mediasoup 3.27 takes that for a wrap and 65,536 lost. */
  readonly firstSequences?: PerKind<number>;
  readonly firstTimestamps?: PerKind<number>;
  /** Calls back once after `ms`, and returns how to call that off; a timer of Node where absent. */
  readonly wake?: (after: () => void, ms: number) => () => void;
}

export interface ClipStats {
  readonly packets: PerKind<number>;
  readonly octets: PerKind<number>;
  readonly reports: number;
  /** Milliseconds of clip played since the start, and how often time had jumped. */
  readonly positionMs: number;
  readonly resyncs: number;
}

export interface PlayingClip {
  stats(): ClipStats;
  /** Sends nothing more. May be called again. */
  close(): void;
}

const CLOCK_RATES: PerKind<number> = { audio: OPUS_CLOCK_RATE, video: VIDEO_CLOCK_RATE };
const KINDS: readonly ClipKind[] = ['audio', 'video'];
const REPORT_EVERY_MS = 1000;
const FIRST: PerKind<number> = { audio: 1, video: 1 };

/** Starts at once with the clip's first key frame, and repeats it with running timestamps until closed. */
export function playClip(options: PlayOptions): PlayingClip {
  const { clip, send, clock, ssrcs, payloadTypes, cname, firstSequences = FIRST, firstTimestamps = FIRST } = options;
  const wake = options.wake ?? wakeByTimer;
  const timeline = layOutClip(clip);
  const pace = createPace(timeline, clock.monotonicMs());
  const stream = (kind: ClipKind): RtpStream => createRtpStream(ssrcs[kind], payloadTypes[kind], firstSequences[kind]);
  const streams: PerKind<RtpStream> = { audio: stream('audio'), video: stream('video') };
  let [reports, reportDueMs] = [0, clock.monotonicMs()];
  let cancel: (() => void) | undefined;
  let closed = false;

  function sendPacket({ packet, pass }: Due): void {
    // Sending may be what closes the player.
    if (closed) return;
    const { kind, payload, frame, start, end } = packet;
    const timestamp = firstTimestamps[kind] + pass * timeline.ticks[kind] + packet.ticks;
    const parts = kind === 'video' ? [vp8Descriptor(pass * timeline.frames + frame, start), payload] : [payload];
    send(kind, streams[kind].write(parts, timestamp, kind === 'video' && end));
  }

  function sendReports(nowMs: number): void {
    reportDueMs = nowMs + REPORT_EVERY_MS;
    const [wallMs, positionMs] = [clock.now(), pace.positionMs(nowMs)];
    for (const kind of KINDS) {
      const { ssrc, packets, octets } = streams[kind];
      const rtpTimestamp = firstTimestamps[kind] + Math.round((positionMs * CLOCK_RATES[kind]) / 1000);
      send(kind, writeSenderReport({ ssrc, wallMs, rtpTimestamp, packets, octets, cname }));
      reports += 1;
    }
  }

  function play(): void {
    const nowMs = clock.monotonicMs();
    const resyncsBefore = pace.resyncs;
    for (const due of pace.take(nowMs)) sendPacket(due);
    if (closed) return;
    if (nowMs >= reportDueMs || pace.resyncs > resyncsBefore) sendReports(nowMs);
    cancel = wake(play, pace.waitMs(clock.monotonicMs()));
  }

  play();
  return {
    stats: () => ({
      packets: { audio: streams.audio.packets, video: streams.video.packets },
      octets: { audio: streams.audio.octets, video: streams.video.octets },
      reports,
      positionMs: pace.positionMs(clock.monotonicMs()),
      resyncs: pace.resyncs,
    }),
    close: () => {
      closed = true;
      cancel?.();
    },
  };
}

function wakeByTimer(after: () => void, ms: number): () => void {
  const timer = setTimeout(after, ms);
  return () => clearTimeout(timer);
}
