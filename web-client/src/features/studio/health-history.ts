/**
 * The last five minutes of a show as numbers, and what is said about them in a sentence and to operators. Pure.
 */
import type { QualityReport } from '#protocol/socket/quality.ts';
import type { SendingSample } from '../../media/sending-sample.ts';

export interface HealthPoint {
  readonly sample: SendingSample;
  /** What the layers are made for that anybody wants, in bits a second. */
  readonly madeBps: number;
}

export type History = readonly HealthPoint[];

const keptMs = 5 * 60_000;
/** Five minutes of one look every two seconds. */
const kept = 150;

/** With one more; what is older than five minutes goes. */
export function afterPoint(history: History, point: HealthPoint): History {
  const since = point.sample.atMs - keptMs;
  return [...history.slice(1 - kept).filter(({ sample }) => sample.atMs >= since), point];
}

export interface Facts {
  readonly iceRestarts: number;
  readonly reconnects: number;
  /** The highest layer that is sent, from 0; undefined where no camera is. */
  readonly spatialLayer: number | undefined;
}

/** What to report of these points, oldest first; undefined where there are none. */
export function reportOf(points: History, facts: Facts): QualityReport | undefined {
  const last = points.at(-1)?.sample;
  if (last === undefined) return undefined;
  const { width, height } = last;
  const rttMs = mean(points.map(({ sample }) => sample.rttMs));
  const lossShare = mean(points.map(({ sample }) => sample.lossShare));
  const fps = mean(points.map(({ sample }) => sample.fps));
  const limitation = points.find(({ sample }) => sample.limitation !== 'none')?.sample.limitation ?? 'none';
  const intervalMs = points.reduce((sum, { sample }) => sum + sample.intervalMs, 0);
  return {
    role: 'performer',
    intervalMs: Math.round(Math.min(Math.max(intervalMs, 1_000), 120_000)),
    bitrateBps: Math.round(mean(points.map(({ sample }) => sample.bitrateBps)) ?? 0),
    targetBps: Math.round(mean(points.map(({ sample }) => sample.allowedBps)) ?? 0),
    limitation,
    iceRestarts: facts.iceRestarts,
    reconnects: facts.reconnects,
    ...(rttMs !== undefined && { rttMs: Math.min(rttMs, 60_000) }),
    ...(lossShare !== undefined && { lossShare }),
    ...(fps !== undefined && { fps }),
    ...(width !== undefined && height !== undefined && { width, height }),
    ...(facts.spatialLayer !== undefined && { spatialLayer: Math.min(facts.spatialLayer, 2) }),
  };
}

export interface HistoryInShort {
  readonly minutes: number;
  readonly bitrateBps: number;
  readonly lowestBps: number;
  readonly fps: number | undefined;
  readonly lossShare: number | undefined;
  readonly rttMs: number | undefined;
}

/** For who does not look at charts. */
export function inShort(history: History): HistoryInShort {
  const rates = history.map(({ sample }) => sample.bitrateBps);
  const lengthMs = (history.at(-1)?.sample.atMs ?? 0) - (history[0]?.sample.atMs ?? 0);
  return {
    minutes: Math.max(1, Math.round(lengthMs / 60_000)),
    bitrateBps: mean(rates) ?? 0,
    lowestBps: rates.length > 0 ? Math.min(...rates) : 0,
    fps: mean(history.map(({ sample }) => sample.fps)),
    lossShare: mean(history.map(({ sample }) => sample.lossShare)),
    rttMs: mean(history.map(({ sample }) => sample.rttMs)),
  };
}

/** Of those that are known; undefined where none is. */
function mean(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0) / known.length;
}
