/**
 * From visits to figures: what is printed of a run of `joins`.
 */
import { type Figure, percentile, rounded } from '../figures.ts';
import { type Measured, moments } from './visit.ts';

/** What is compared: samples of a visit. */
const metrics: Readonly<Record<string, (visit: Measured) => readonly number[]>> = {
  first_frame: ({ firstFrameMs }) => [firstFrameMs],
  socket_open_to_first_packet: ({ firstReceivedMs, moments }) => [firstReceivedMs - moments['socket-open']],
  glass_to_glass: ({ agesMs }) => agesMs,
};

const shares = { p50: 0.5, p95: 0.95 } as const;

/** All figures, each beside the baseline's. */
export function figuresOf(ours: readonly Measured[], bare: readonly Measured[]): Figure[] {
  return Object.entries(metrics).flatMap(([metric, samplesOf]) => {
    const samples = ours.flatMap(samplesOf);
    const baseline = bare.flatMap(samplesOf);
    return Object.entries(shares).map(([name, share]) => ({
      bench: 'joins',
      metric: `${metric}_${name}`,
      value: percentile(samples, share),
      unit: 'ms' as const,
      n: samples.length,
      baseline: percentile(baseline, share),
    }));
  });
}

/** Where the time went on the way to the first picture: medians, in milliseconds from the start of the navigation. */
export function describeWay(name: string, visits: readonly Measured[]): string {
  const median = (of: (visit: Measured) => number): number => rounded(percentile(visits.map(of), 0.5));
  const marks = moments.map((moment) => `${moment} ${median((visit) => visit.moments[moment])}`);
  const ends = [
    `received ${median((visit) => visit.firstReceivedMs)}`,
    `shown ${median((visit) => visit.firstFrameMs)}`,
  ];
  const heights = [...new Set(visits.map(({ height }) => height))].join(', ');
  const unreadable = visits.reduce((sum, visit) => sum + visit.unreadable, 0);
  return `${name}: ${[...marks, ...ends].join(' → ')} (${visits.length} visits, ${heights} lines high, ${unreadable} pictures unreadable)`;
}
