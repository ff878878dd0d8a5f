/**
 * From tips to figures: what is printed of a run of `tips`.
 */
import { type Figure, percentile, rounded } from '../figures.ts';
import type { Tipping } from './load.ts';
import type { Spent } from './spent.ts';

export interface Measured {
  readonly atPace: Tipping;
  readonly atOnce: Tipping;
  /** How long tips at the pace waited for settlement; undefined where there is none. */
  readonly settledMs: readonly number[] | undefined;
  /** By all processes of the server, while tips came at once. */
  readonly spent: Spent;
}

const shares = { p50: 0.5, p99: 0.99 } as const;

/** Everything that is printed; the baseline has no settlement. */
export function figuresOf(ours: Measured, bare: Measured): Figure[] {
  const perSecond: Figure = {
    ...{ bench: 'tips', metric: 'tips_per_second', unit: 'tips/s', n: ours.atOnce.ids.length },
    ...{ value: ours.atOnce.tipsPerSecond, baseline: bare.atOnce.tipsPerSecond },
  };
  const of = (metric: string, read: (measured: Measured) => readonly number[] | undefined): Figure[] =>
    times(metric, read(ours) ?? [], read(bare));
  const perTip = ({ spent, atOnce }: Measured): number =>
    (Object.values(spent).reduce((sum, ms) => sum + ms, 0) * 1_000) / atOnce.ids.length;
  return [
    perSecond,
    {
      ...{ bench: 'tips', metric: 'processor_per_tip', unit: 'µs', n: ours.atOnce.ids.length },
      ...{ value: perTip(ours), baseline: perTip(bare) },
    },
    ...of('sent_to_accepted_at_once', ({ atOnce }) => atOnce.sentToAccepted),
    ...of('sent_to_accepted', ({ atPace }) => atPace.sentToAccepted),
    ...of('accepted_to_seen', ({ atPace }) => atPace.acceptedToSeen),
    ...of('sent_to_seen', ({ atPace }) => atPace.sentToSeen),
    ...of('accepted_to_settled', ({ settledMs }) => settledMs),
  ];
}

/** One line for people. */
export function describeTipping(name: string, how: string, tipping: Tipping): string {
  const p = (values: readonly number[], share: number): number =>
    values.length === 0 ? Number.NaN : rounded(percentile(values, share));
  const { sentToAccepted, acceptedToSeen } = tipping;
  return [
    `  ${name} ${how}: ${rounded(tipping.tipsPerSecond)} accepted a second`,
    `sent → accepted p50 ${p(sentToAccepted, 0.5)} p99 ${p(sentToAccepted, 0.99)} ms`,
    `accepted → seen p50 ${p(acceptedToSeen, 0.5)} p99 ${p(acceptedToSeen, 0.99)} ms, ${tipping.missed} not seen in time`,
  ].join(', ');
}

/** One line for people: where the processor time of a tip goes. */
export function describeSpent(name: string, spent: Spent, tips: number): string {
  const parts = Object.entries(spent)
    .toSorted(([, a], [, b]) => b - a)
    .map(([part, ms]) => `${part} ${rounded((ms * 1_000) / tips)}`);
  return `  ${name}: processor time of a tip in µs: ${parts.join(', ')}`;
}

function times(metric: string, ours: readonly number[], bare: readonly number[] | undefined): Figure[] {
  return Object.entries(shares).map(([name, share]) => ({
    ...{ bench: 'tips', metric: `${metric}_${name}`, unit: 'ms', n: ours.length },
    value: percentile(ours, share),
    baseline: bare === undefined ? null : percentile(bare, share),
  }));
}
