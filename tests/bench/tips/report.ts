/**
 * From tips to figures: what is printed of a run of `tips`.
 */
import { type Figure, figuresOfTimes } from '../figures.ts';
import { mostWithin, type Step } from './climb.ts';
import type { Tipping } from './load.ts';
import type { Spent } from './spent.ts';

export interface Measured {
  readonly atPace: Tipping;
  readonly atOnce: Tipping;
  /** How long tips at the pace waited for settlement; undefined where there is none. */
  readonly settledMs: readonly number[] | undefined;
  /** By all processes of the server, while tips came at once. */
  readonly spent: Spent;
  /** Rates, one after the other. */
  readonly steps: readonly Step[];
}

/** How long who gives may wait at the 99th percentile. */
const promptMs = 50;

/** Everything that is printed; the baseline has no settlement. */
export function figuresOf(ours: Measured, bare: Measured): Figure[] {
  const perSecond: Figure = {
    ...{ bench: 'tips', metric: 'tips_per_second', unit: 'tips/s', n: ours.atOnce.ids.length },
    ...{ value: ours.atOnce.tipsPerSecond, baseline: bare.atOnce.tipsPerSecond },
  };
  const of = (metric: string, read: (measured: Measured) => readonly number[] | undefined): Figure[] =>
    figuresOfTimes({ bench: 'tips', metric }, read(ours) ?? [], read(bare));
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
    ...figuresOfRates(ours.steps, bare.steps),
  ];
}

/** Each rate that both climbed, and the highest at which nobody waits for long. A wait for ever is no figure. */
function figuresOfRates(ours: readonly Step[], bare: readonly Step[]): Figure[] {
  const rates = ours.flatMap(({ perSecond, waitedMs }) => {
    const theirs = bare.find((step) => step.perSecond === perSecond)?.waitedMs;
    return figuresOfTimes({ bench: 'tips', metric: `sent_to_accepted_of_${perSecond}` }, waitedMs, theirs);
  });
  const most: Figure = {
    ...{ bench: 'tips', metric: `tips_per_second_within_${promptMs}_ms`, unit: 'tips/s', n: ours.length },
    ...{ value: mostWithin(ours, promptMs), baseline: mostWithin(bare, promptMs) },
  };
  return [...rates.filter(({ value }) => Number.isFinite(value)), most];
}
