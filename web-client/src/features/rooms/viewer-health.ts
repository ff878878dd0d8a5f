/**
 * How well a viewer receives: what was measured as a report in the protocol's words, and what it is worth. Pure.
 */
import { type QualityReport, type QualityState, qualityStateOf } from '#protocol/socket/quality.ts';
import { layerHeights, layerSeen } from '../../media/layers.ts';
import { figuresOf, type WatchFigures, type WatchSample } from '../../media/watch-sample.ts';

export interface ReceivedPicture {
  /** How many spatial layers it comes in; 0: no picture comes. */
  readonly layers: number;
  /** Short side of the largest that came so far. */
  readonly tallest: number;
  /** The layer that its place wants, from 0; null: the best. */
  readonly wanted: number | null;
  /** A shared screen stands still for as long as nobody moves anything on it. */
  readonly still: boolean;
}

export interface ViewerHealth {
  /** Undefined until there is something to judge. */
  readonly state: QualityState | undefined;
  readonly report: QualityReport | undefined;
  readonly figures: WatchFigures | undefined;
  readonly sample: WatchSample | undefined;
  /** The layer that is seen, counted from 0. */
  readonly layer: number | undefined;
}

/** The shortest stretch that is judged, in milliseconds: the protocol's. */
const shortestMs = 1_000;
const longestMs = 120_000;

/** Of a stretch of samples, oldest first. */
export function healthOf(samples: readonly WatchSample[], picture: ReceivedPicture): ViewerHealth {
  const sample = samples.at(-1);
  const figures = figuresOf(samples);
  if (sample === undefined || figures === undefined || figures.intervalMs < shortestMs) {
    return { state: undefined, report: undefined, figures: undefined, sample, layer: undefined };
  }
  const shown = sample.watching && picture.layers > 0;
  const shortSide = Math.min(sample.width, sample.height);
  const layer = shown ? layerSeen(layerHeights(picture.layers, picture.tallest), shortSide) : undefined;
  const missed = shown ? missedLayer(samples, picture) : undefined;
  const report = reportOf(figures, sample, { layer, missed, shown, still: picture.still });
  return { state: qualityStateOf(report), report, figures, sample, layer };
}

/**
 * The layer that is due and did not come in the whole stretch: wanted by its place, and seen before, because how good the
 * best one is nobody says. Undefined where nothing is missing.
 */
function missedLayer(
  samples: readonly WatchSample[],
  { layers, tallest, wanted }: ReceivedPicture,
): number | undefined {
  const heights = layerHeights(layers, tallest);
  const due = Math.min(wanted ?? layers - 1, layerSeen(heights, tallest) ?? 0);
  const best = Math.max(...samples.map(({ width, height }) => Math.min(width, height)));
  const seen = layerSeen(heights, best);
  return seen === undefined || seen >= due ? undefined : due;
}

interface Shown {
  readonly layer: number | undefined;
  readonly missed: number | undefined;
  readonly shown: boolean;
  readonly still: boolean;
}

function reportOf(figures: WatchFigures, sample: WatchSample, { layer, missed, shown, still }: Shown): QualityReport {
  const intervalMs = whole(figures.intervalMs, longestMs);
  const { rttMs } = sample;
  const seen = {
    freezes: whole(figures.freezes, 1_000),
    frozenMs: whole(figures.frozenMs, longestMs),
    ...{ width: sample.width, height: sample.height },
    ...(figures.fps === undefined ? {} : { fps: Math.min(figures.fps, 1_000) }),
    ...(layer === undefined ? {} : { spatialLayer: layer }),
    ...(missed === undefined ? {} : { missedLayer: missed }),
  };
  return {
    role: 'viewer',
    intervalMs,
    lossShare: figures.lossShare,
    bitrateBps: whole(figures.bitrateBps, 1_000_000_000),
    ...(rttMs === undefined ? {} : { rttMs: Math.min(rttMs, 60_000) }),
    ...(shown && !still ? seen : {}),
  };
}

function whole(value: number, most: number): number {
  return Math.min(Math.max(0, Math.round(value)), most);
}
