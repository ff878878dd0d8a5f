/**
 * What a page measured of its own media over the last moments, and what that is worth: good, fair or poor. The same
 * thresholds judge on the page (badge, advice) and on the server (the operator's view). What a page says is its own word: it
 * is bounded here, shown to staff, and nothing is paid or decided by it.
 */
import { z } from 'zod';

/** How often a page reports, in milliseconds; the server takes at most one in five seconds of a session. */
export const qualityEveryMs = 10_000;
/** Longest time that one report may be about, or that a page may have waited for its first picture. */
const longestMs = 120_000;

const ms = z.int().min(0).max(longestMs);
const count = z.int().min(0).max(1_000);
const pixels = z.int().min(0).max(16_384);

/** Counts are of the interval, not of all time. What a page cannot measure it leaves out. */
export const QualityReport = z.strictObject({
  role: z.enum(['viewer', 'performer']).describe('As what it sits in the room'),
  intervalMs: z.int().min(1_000).max(longestMs).describe('What the counts are about'),
  joinMs: ms.optional().describe('From asking to join until the media transport was connected; once'),
  firstFrameMs: ms.optional().describe('From asking to join until the first picture was shown; once'),
  rttMs: z.number().min(0).max(60_000).optional(),
  lossShare: z.number().min(0).max(1).optional().describe('Packets lost of those sent'),
  bitrateBps: z.int().min(0).max(1_000_000_000).optional().describe('Received by a viewer, sent by a performer'),
  targetBps: z.int().min(0).max(1_000_000_000).optional().describe('What the performer’s encoder aims at'),
  fps: z.number().min(0).max(1_000).optional().describe('Shown by a viewer, sent by a performer'),
  freezes: count.optional(),
  frozenMs: ms.optional(),
  width: pixels.optional(),
  height: pixels.optional(),
  spatialLayer: z.int().min(0).max(2).optional().describe('The highest that is received, or sent'),
  missedLayer: z
    .int()
    .min(0)
    .max(2)
    .optional()
    .describe('A better one that the viewer’s place has room for, that came before, and did not in the interval'),
  iceRestarts: count.optional(),
  reconnects: count.optional().describe('Sockets that were lost and found again'),
  limitation: z
    .enum(['none', 'cpu', 'bandwidth', 'other'])
    .optional()
    .describe('What keeps the performer’s encoder down'),
});
export type QualityReport = z.infer<typeof QualityReport>;

export const QualityState = z.enum(['good', 'fair', 'poor']);
export type QualityState = z.infer<typeof QualityState>;

/** Where fair and poor begin. Round-trip and loss after what people call disturbing in calls; the rest is what they see. */
export const qualityThresholds = {
  rttMs: { fair: 300, poor: 800 },
  lossShare: { fair: 0.02, poor: 0.08 },
  /** Share of the interval in which the picture stood still. */
  frozenShare: { fair: 0.01, poor: 0.1 },
  /** Frames a second, below. */
  fps: { fair: 15, poor: 5 },
  /** Share of the target that is sent, below. */
  targetShare: { fair: 0.7, poor: 0.35 },
} as const;

type Figure = keyof typeof qualityThresholds;

/** Figures of which less is worse. */
const wanted: readonly Figure[] = ['fps', 'targetShare'];

/**
 * The worst of what was measured; good where nothing speaks against it. A limited encoder, a picture less sharp
 * than its place, a lost socket or a restarted connection is fair at best.
 */
export function qualityStateOf(report: QualityReport): QualityState {
  const figures = figuresOf(report);
  const states = (Object.keys(figures) as Figure[]).map((name) => judge(name, figures[name]));
  if (states.includes('poor')) return 'poor';
  return states.includes('fair') || isUneasy(report) ? 'fair' : 'good';
}

function figuresOf(report: QualityReport): Partial<Record<Figure, number | undefined>> {
  const { rttMs, lossShare, frozenMs, intervalMs, fps, bitrateBps, targetBps } = report;
  const hasTarget = targetBps !== undefined && targetBps > 0 && bitrateBps !== undefined;
  return {
    ...{ rttMs, lossShare, fps },
    frozenShare: frozenMs === undefined ? undefined : frozenMs / intervalMs,
    targetShare: hasTarget ? bitrateBps / targetBps : undefined,
  };
}

function judge(name: Figure, value: number | undefined): QualityState {
  if (value === undefined) return 'good';
  const limits = qualityThresholds[name];
  const isPast = (limit: number): boolean => (wanted.includes(name) ? value < limit : value >= limit);
  if (isPast(limits.poor)) return 'poor';
  return isPast(limits.fair) ? 'fair' : 'good';
}

function isUneasy({ limitation = 'none', missedLayer, iceRestarts = 0, reconnects = 0 }: QualityReport): boolean {
  return limitation !== 'none' || missedLayer !== undefined || iceRestarts > 0 || reconnects > 0;
}
