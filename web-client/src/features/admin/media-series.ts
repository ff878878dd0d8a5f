/**
 * Samples as the lines of charts. Pure.
 */
import { type MediaSample, type RoomSample, sampleEveryMs, samplesKept } from '#protocol/http/media.ts';

/** One line; null where there is no figure, which breaks it. */
export interface Line {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

export interface Series {
  /** The moments, in seconds since 1970, ascending. */
  readonly at: readonly number[];
  readonly lines: readonly Line[];
}

/** More workers than this are not told apart by eye. */
export const mostLines = 8;

/** Samples of the last quarter of an hour before the newest, each once, in the order given. */
export function recentSamples<S extends { readonly at: number }>(samples: readonly S[]): S[] {
  const newest = Math.max(0, ...samples.map(({ at }) => at));
  const byMoment = new Map(samples.map((sample) => [sample.at, sample]));
  return [...byMoment.values()].filter(({ at }) => at > newest - sampleEveryMs * samplesKept);
}

/** A pause in the samples becomes a moment without figures: a line over it would claim what nobody saw. */
export function withGaps<S extends { readonly at: number }>(samples: readonly S[]): (S | { readonly at: number })[] {
  return samples.flatMap((sample, index) => {
    const before = samples[index - 1];
    const isLate = before !== undefined && sample.at - before.at > 3 * sampleEveryMs;
    return isLate ? [{ at: before.at + sampleEveryMs }, sample] : [sample];
  });
}

/** A figure of each worker, the busiest first; `workers`: how many there were. */
export function seriesOfWorkers(
  samples: readonly MediaSample[],
  nameOf: (node: string, pid: number) => string,
  figure: (worker: MediaSample['workers'][number]) => number,
): Series & { readonly workers: number } {
  const spaced = withGaps(samples);
  const keyOf = ({ node, pid }: { node: string; pid: number }): string => nameOf(node, pid);
  const busy = new Map<string, number>();
  for (const { workers } of samples) {
    for (const worker of workers)
      busy.set(keyOf(worker), (busy.get(keyOf(worker)) ?? 0) + worker.consumers + worker.cpu);
  }
  const names = [...busy].toSorted(([, a], [, b]) => b - a).map(([name]) => name);
  const figureOf = (sample: MediaSample | { readonly at: number }, name: string): number | null => {
    const worker = 'workers' in sample ? sample.workers.find((one) => keyOf(one) === name) : undefined;
    return worker === undefined ? null : figure(worker);
  };
  return {
    at: spaced.map(({ at }) => at / 1_000),
    lines: names.slice(0, mostLines).map((name) => ({ name, values: spaced.map((one) => figureOf(one, name)) })),
    workers: names.length,
  };
}

/** Some figures of samples. @param figures name → figure */
export function seriesOf<S extends MediaSample | RoomSample>(
  samples: readonly S[],
  figures: readonly (readonly [name: string, figure: (sample: S) => number | null])[],
): Series {
  const spaced = withGaps(samples);
  const isWhole = (sample: S | { readonly at: number }): sample is S => 'viewers' in sample;
  return {
    at: spaced.map(({ at }) => at / 1_000),
    lines: figures.map(([name, figure]) => ({
      name,
      values: spaced.map((sample) => (isWhole(sample) ? figure(sample) : null)),
    })),
  };
}
