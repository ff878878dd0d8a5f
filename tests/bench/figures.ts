/**
 * What a bench says: one JSON line a figure on standard output, and nothing else there.
 */

export interface Figure {
  readonly bench: string;
  readonly metric: string;
  readonly value: number;
  readonly unit:
    | 'ms'
    | 'lines/s'
    | 'tips/s'
    | 'transfers/s'
    | 'packets/s'
    | 'plis/s'
    | 'viewers'
    | 'µs'
    | 'bytes'
    | '% of a core';
  /** How many samples it stands on. */
  readonly n: number;
  /** The same figure of what we compare ourselves with, from the same run; null where that has no such thing. */
  readonly baseline: number | null;
}

/** Prints a figure, rounded to a tenth. */
export function printFigure({ value, baseline, ...figure }: Figure): void {
  const { bench, metric, unit, n } = figure;
  const line = {
    bench,
    metric,
    value: rounded(value),
    unit,
    n,
    baseline: baseline === null ? null : rounded(baseline),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Median and 99th percentile of times in milliseconds, as `<metric>_p50` and `_p99`. @param bare undefined where it has no such thing */
export function figuresOfTimes(
  { bench, metric }: Pick<Figure, 'bench' | 'metric'>,
  ours: readonly number[],
  bare: readonly number[] | undefined,
): Figure[] {
  return Object.entries({ p50: 0.5, p99: 0.99 }).map(([name, share]) => ({
    ...{ bench, metric: `${metric}_${name}`, unit: 'ms', n: ours.length },
    value: percentile(ours, share),
    baseline: bare === undefined ? null : percentile(bare, share),
  }));
}

/** For people: both of these, and nothing of no values. */
export function describeTimes(values: readonly number[]): string {
  if (values.length === 0) return 'never';
  return `p50 ${rounded(percentile(values, 0.5))} p99 ${rounded(percentile(values, 0.99))} ms`;
}

/**
 * The smallest value that at least this share of all values does not exceed (nearest rank).
 * @param share above 0 and at most 1
 * @throws where there are no values
 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted[Math.ceil(share * sorted.length) - 1];
  if (found === undefined) throw new Error('There is nothing to take a percentile of.');
  return found;
}

/** To a tenth. */
export function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
