/**
 * From cells to figures: what is printed of a run of `ledger`.
 */
import { type Figure, percentile, rounded } from '../figures.ts';
import type { Sizes } from './books.ts';
import type { Cell, Outcome, Shape } from './measure.ts';

export interface Measured {
  readonly cell: Cell;
  /** Posted, and not measured. */
  readonly warmUp: Outcome[];
  readonly outcomes: Outcome[];
}

/**
 * The best of each kind, whatever number of connections it took: a deployment chooses its own. Beside it the best of the bare
 * function, which takes one transfer a call; `…_alike` says what it does where it is gathered as well.
 */
export function figuresOf(table: readonly Measured[]): Figure[] {
  return (['spread', 'hot'] as const).flatMap((shape) => {
    const best = (side: string, gathered: boolean): Best => bestOf(table, shape, side, gathered);
    const bare = best('bare', false);
    return [
      figure(`${shape}_single`, best('ledger', false), bare),
      figure(`${shape}_gathered`, best('ledger', true), bare),
      figure(`${shape}_gathered_alike`, best('ledger', true), best('bare', true)),
      ...callFigures(`${shape}_single_call`, best('ledger', false), bare),
      ...callFigures(`${shape}_gathered_call`, best('ledger', true), best('bare', true)),
    ];
  });
}

/** One line for people. */
export function describe({ cell, outcomes }: Measured): string {
  const { shape, side, connections, perCall } = cell;
  const rates = outcomes.map((outcome) => rounded(rateOf([outcome])));
  const calls = outcomes.flatMap(({ callMs }) => callMs);
  const took = (share: number): number => (calls.length === 0 ? Number.NaN : rounded(percentile(calls, share)));
  const rate = `${rates.join(', ')} transfers/s, a call p50 ${took(0.5)} p99 ${took(0.99)} ms`;
  return `  ${shape} ${side.name}, ${connections} connections, ${perCall} a call: ${rate}`;
}

interface Best {
  readonly perSecond: number;
  readonly transfers: number;
  readonly callMs: readonly number[];
}

function bestOf(table: readonly Measured[], shape: Shape, side: string, gathered: boolean): Best {
  const found = table
    .filter(({ cell }) => cell.shape === shape && cell.side.name === side && cell.perCall > 1 === gathered)
    .map(({ outcomes }) => ({
      ...{ perSecond: rateOf(outcomes), transfers: sumOf(outcomes, 'transfers') },
      callMs: outcomes.flatMap(({ callMs }) => callMs),
    }))
    .sort((a, b) => b.perSecond - a.perSecond)[0];
  if (found === undefined) throw new Error(`Nothing was measured of ${shape} ${side}`);
  return found;
}

function figure(metric: string, ours: Best, bare: Best): Figure {
  const { perSecond: value, transfers: n } = ours;
  return { bench: 'ledger', metric, value, unit: 'transfers/s', n, baseline: bare.perSecond };
}

/** Of the calls that made the best throughput. */
function callFigures(metric: string, ours: Best, bare: Best): Figure[] {
  return Object.entries({ p50: 0.5, p99: 0.99 }).map(([name, share]) => ({
    ...{ bench: 'ledger', metric: `${metric}_${name}`, unit: 'ms', n: ours.callMs.length },
    ...{ value: percentile(ours.callMs, share), baseline: percentile(bare.callMs, share) },
  }));
}

/** What a transfer leaves on disk, over all cells. */
export function bytesFigure(before: Sizes, after: Sizes, transfers: { ledger: number; bare: number }): Figure {
  const of = (book: keyof Sizes): number => (after[book] - before[book]) / transfers[book];
  return {
    ...{ bench: 'ledger', metric: 'bytes_per_transfer', unit: 'bytes', n: transfers.ledger },
    ...{ value: of('ledger'), baseline: of('bare') },
  };
}

function rateOf(outcomes: readonly Outcome[]): number {
  return (sumOf(outcomes, 'transfers') * 1_000) / sumOf(outcomes, 'ms');
}

function sumOf(outcomes: readonly Outcome[], what: 'transfers' | 'ms'): number {
  return outcomes.reduce((sum, outcome) => sum + outcome[what], 0);
}
