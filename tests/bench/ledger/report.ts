/**
 * From cells to figures: what is printed of a run of `ledger`.
 */
import { type Figure, rounded } from '../figures.ts';
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
    ];
  });
}

/** One line for people. */
export function describe({ cell, outcomes }: Measured): string {
  const { shape, side, connections, perCall } = cell;
  const rates = outcomes.map((outcome) => rounded(rateOf([outcome])));
  return `  ${shape} ${side.name}, ${connections} connections, ${perCall} a call: ${rates.join(', ')} transfers/s`;
}

interface Best {
  readonly perSecond: number;
  readonly transfers: number;
}

function bestOf(table: readonly Measured[], shape: Shape, side: string, gathered: boolean): Best {
  const found = table
    .filter(({ cell }) => cell.shape === shape && cell.side.name === side && cell.perCall > 1 === gathered)
    .map(({ outcomes }) => ({ perSecond: rateOf(outcomes), transfers: sumOf(outcomes, 'transfers') }))
    .sort((a, b) => b.perSecond - a.perSecond)[0];
  if (found === undefined) throw new Error(`Nothing was measured of ${shape} ${side}`);
  return found;
}

function figure(metric: string, ours: Best, bare: Best): Figure {
  const { perSecond: value, transfers: n } = ours;
  return { bench: 'ledger', metric, value, unit: 'transfers/s', n, baseline: bare.perSecond };
}

function rateOf(outcomes: readonly Outcome[]): number {
  return (sumOf(outcomes, 'transfers') * 1_000) / sumOf(outcomes, 'ms');
}

function sumOf(outcomes: readonly Outcome[], what: keyof Outcome): number {
  return outcomes.reduce((sum, outcome) => sum + outcome[what], 0);
}
