/**
 * Decides when each packet of a repeated timeline goes out. Every time is reckoned from one fixed instant, so nothing
 * drifts; a short delay is made up in bounded steps, a long one (the machine slept) is skipped, never sent in a burst.
 * Pure but for its own position: it asks no clock and sets no timer.
 */
import type { Timeline, TimelinePacket } from './timeline.ts';

/** A packet whose time has come, and the pass of the clip that it belongs to. */
export interface Due {
  readonly packet: TimelinePacket;
  readonly pass: number;
}

export interface Pace {
  /** What is to be sent at `nowMs`, at most `maxBurst` packets. */
  take(nowMs: number): Due[];
  /** How long to wait, at `nowMs`, before taking again. */
  waitMs(nowMs: number): number;
  /** Milliseconds of the endless clip at `nowMs`, counted from its first start and not from the last resynchronisation. */
  positionMs(nowMs: number): number;
  /** How often the line was skipped along because time had jumped. */
  readonly resyncs: number;
}

export interface PaceLimits {
  /** Packets that may leave at once. */
  readonly maxBurst: number;
  /** The least pause between two such steps. */
  readonly restMs: number;
  /** Behind by more than this, the time is given up and playing goes on at the next key frame. */
  readonly resyncAfterMs: number;
}

/** No packet is ever due later than this, unless the clock ran back: key frames are closer together. */
const RUN_BACK_MS = 2000;

const LIMITS: PaceLimits = { maxBurst: 16, restMs: 2, resyncAfterMs: 400 };

/** Starts the timeline at `startMs` of a monotonic clock. */
export function createPace(timeline: Timeline, startMs: number, limits: PaceLimits = LIMITS): Pace {
  const { packets, durationMs } = timeline;
  const entries = packets.flatMap((packet, index) => (packet.entry ? [index] : []));
  let [originMs, pass, index, resyncs] = [startMs, 0, 0, 0];

  const dueMs = (): number => originMs + pass * durationMs + (packets[index]?.atMs ?? 0);

  /** Gives up the time that has passed, and goes on at the next key frame. */
  function skipTo(nowMs: number): void {
    resyncs += 1;
    pass = Math.floor((nowMs - originMs) / durationMs);
    const withinMs = nowMs - originMs - pass * durationMs;
    const entry = entries.find((at) => (packets[at]?.atMs ?? 0) >= withinMs);
    if (entry === undefined) pass += 1;
    index = entry ?? entries[0] ?? 0;
  }

  /** Time that runs back cannot be skipped: the line itself is moved, and goes on where it stood. */
  function moveTo(nowMs: number): void {
    resyncs += 1;
    originMs -= dueMs() - nowMs;
  }

  return {
    take(nowMs) {
      const behindMs = nowMs - dueMs();
      if (behindMs > limits.resyncAfterMs) skipTo(nowMs);
      else if (-behindMs > RUN_BACK_MS) moveTo(nowMs);
      const due: Due[] = [];
      while (due.length < limits.maxBurst && dueMs() <= nowMs) {
        const packet = packets[index];
        if (packet !== undefined) due.push({ packet, pass });
        index = (index + 1) % packets.length;
        if (index === 0) pass += 1;
      }
      return due;
    },
    waitMs: (nowMs) => Math.max(limits.restMs, Math.min(dueMs() - nowMs, limits.resyncAfterMs)),
    positionMs: (nowMs) => nowMs - originMs,
    get resyncs() {
      return resyncs;
    },
  };
}
