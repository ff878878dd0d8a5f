/**
 * What the reports of a room come to.
 */
import type { RoomQuality } from '#protocol/http/media.ts';
import type { QualityReport, QualityState } from '#protocol/socket/quality.ts';
import { summaryMs } from './report-keys.ts';

interface Kept {
  readonly atMs: number;
  readonly state: QualityState;
}
type KeptViewer = Kept & Pick<QualityReport, 'rttMs' | 'lossShare' | 'freezes' | 'spatialLayer'>;
type KeptPerformer = Kept & { readonly report: QualityReport };

/** What sessions of a room said last, each once. */
export interface RoomReports {
  readonly viewers: readonly KeptViewer[];
  readonly performers: readonly KeptPerformer[];
  /** How long each session waited for its first picture, which it says once. */
  readonly firstFramesMs: readonly number[];
}

/** A percentile by the nearest-rank method; null of nothing. @param share 0 to 1 */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;
}

/** Of the last minute; a page that was silent for longer says nothing. */
export function summariseReports({ viewers, performers, firstFramesMs }: RoomReports, nowMs: number): RoomQuality {
  const isRecent = ({ atMs }: Kept): boolean => atMs > nowMs - summaryMs;
  return {
    viewers: summariseViewers(viewers.filter(isRecent), firstFramesMs),
    performer: lastOf(performers.filter(isRecent), nowMs),
  };
}

function summariseViewers(viewers: readonly KeptViewer[], firstFrames: readonly number[]): RoomQuality['viewers'] {
  const count = (is: (one: KeptViewer) => boolean): number => viewers.filter(is).length;
  const layers = [0, 1, 2].map((layer) => count((one) => one.spatialLayer === layer));
  return {
    reporting: viewers.length,
    good: count((one) => one.state === 'good'),
    fair: count((one) => one.state === 'fair'),
    poor: count((one) => one.state === 'poor'),
    firstFrameP50Ms: percentile(firstFrames, 0.5),
    firstFrameP95Ms: percentile(firstFrames, 0.95),
    rttP50Ms: percentile(
      viewers.flatMap(({ rttMs }) => rttMs ?? []),
      0.5,
    ),
    lossP95: percentile(
      viewers.flatMap(({ lossShare }) => lossShare ?? []),
      0.95,
    ),
    freezes: viewers.reduce((total, { freezes = 0 }) => total + freezes, 0),
    layers,
  };
}

function lastOf(performers: readonly KeptPerformer[], nowMs: number): RoomQuality['performer'] {
  const last = performers.toSorted((a, b) => b.atMs - a.atMs)[0];
  if (last === undefined) return null;
  return { state: last.state, ageMs: Math.max(0, nowMs - last.atMs), report: last.report };
}
