/**
 * From waves to figures: what is printed of a run of `fanout`.
 */
import { type Figure, percentile, rounded } from '../figures.ts';
import type { Measured } from './measure.ts';
import { expectedRate } from './side.ts';

/** A wave of ours and the same one through bare mediasoup. */
export interface Pair {
  readonly ours: Measured;
  readonly bare: Measured;
}

const microseconds = 1_000;
/** Of the viewers of a spread room, those who came first are served at the origin, the last at an edge (`chooseSite`). */
const surely = { origin: 0.3, edge: 0.2 };

/** What a wave shows of itself. */
const metrics: readonly {
  readonly metric: string;
  readonly unit: Figure['unit'];
  readonly of: (measured: Measured) => number | undefined;
  readonly n: (measured: Measured) => number;
}[] = [
  {
    ...{ metric: 'worker_cpu_per_packet', unit: 'µs', n: ({ packets }) => packets },
    of: ({ workerMs, packets }) => (packets === 0 ? undefined : (workerMs * microseconds) / packets),
  },
  {
    ...{ metric: 'all_cpu_per_viewer_second', unit: 'µs', n: ({ viewers }) => viewers },
    of: ({ allMs, viewers, seconds }) => (allMs * microseconds) / viewers / seconds,
  },
  { metric: 'join_p50', unit: 'ms', n: ({ joinMs }) => joinMs.length, of: ({ joinMs }) => share(joinMs, 0.5) },
  { metric: 'join_p95', unit: 'ms', n: ({ joinMs }) => joinMs.length, of: ({ joinMs }) => share(joinMs, 0.95) },
  { metric: 'plis', unit: 'plis/s', n: ({ viewers }) => viewers, of: ({ plisPerSecond }) => plisPerSecond },
  { metric: 'delay_p50', unit: 'ms', n: packetsTimed, of: ({ delaysMs }) => share(delaysMs.flat(), 0.5) },
  { metric: 'delay_p99', unit: 'ms', n: packetsTimed, of: ({ delaysMs }) => share(delaysMs.flat(), 0.99) },
  { metric: 'absent', unit: 'viewers', n: ({ viewers }) => viewers, of: ({ absent }) => absent },
];

/** Whether everybody came and most packets did: otherwise the machine was measured and not the server. */
export function carried({ absent, packets, seconds, viewers }: Measured): boolean {
  return absent === 0 && packets / seconds > expectedRate(viewers) / 2;
}

/** Every figure of a pair, beside the baseline's; only who was absent where the machine did not carry it. */
export function figuresOf({ ours, bare }: Pair): Figure[] {
  const where = ours.side === 'one worker' ? 'one' : 'all';
  const whole = carried(ours) && carried(bare);
  const told = metrics.filter(({ metric }) => whole || metric === 'absent');
  const found = told.flatMap(({ metric, unit, of, n }) => {
    const value = of(ours);
    if (value === undefined) return [];
    const named = `${metric}_${ours.viewers}_${where}`;
    return { bench: 'fanout', metric: named, value, unit, n: n(ours), baseline: of(bare) ?? null };
  });
  const hop = whole && where === 'all' ? hopOf(ours) : undefined;
  if (hop === undefined) return found;
  return [
    ...found,
    {
      bench: 'fanout',
      metric: `hop_${ours.viewers}_all`,
      value: hop,
      unit: 'ms',
      n: packetsTimed(ours),
      baseline: null,
    },
  ];
}

/** One line for people. */
export function describe({ side, viewers, packets, seconds, workerMs, absent, joinMs }: Measured): string {
  const rate = Math.round(packets / seconds);
  const load = rounded((100 * workerMs) / (seconds * 1_000));
  return `  ${side}, ${viewers} viewers: ${joinMs.length} in, ${absent} absent, ${rate} packets/s, workers at ${load} % of a core`;
}

/** What an edge adds, in milliseconds: the difference of the medians; undefined where nothing was timed. */
function hopOf({ delaysMs }: Measured): number | undefined {
  const first = delaysMs.slice(0, Math.floor(delaysMs.length * surely.origin)).flat();
  const last = delaysMs.slice(Math.ceil(delaysMs.length * (1 - surely.edge))).flat();
  const [origin, edge] = [share(first, 0.5), share(last, 0.5)];
  return origin === undefined || edge === undefined ? undefined : edge - origin;
}

function share(values: readonly number[], of: number): number | undefined {
  return values.length === 0 ? undefined : percentile(values, of);
}

function packetsTimed({ delaysMs }: Measured): number {
  return delaysMs.reduce((sum, { length }) => sum + length, 0);
}
