/**
 * More and more tips a second, each counted from when it was due, until those who give wait too long: how long each rate waits.
 */
import { percentile } from '../figures.ts';
import { say } from '../run-bench.ts';
import { describeTipping } from './describe.ts';
import { type Seen, tipAtPace } from './load.ts';
import type { TipSide } from './side.ts';

/** What became of one rate. */
export interface Step {
  readonly perSecond: number;
  /** Milliseconds from when a tip was due until it was accepted, of all that were offered; refused: for ever. */
  readonly waitedMs: readonly number[];
}

const rates = [100, 200, 400, 600, 800, 1_000] as const;
/** One in a hundred that waits longer ends the climb. */
const longestMs = 500;
/** One account may give ten a second; so many give a thousand. */
export const climbers = 128;

/** A rate begins when all tips of the one before were seen. @param seconds of each rate */
export async function climb(side: TipSide, seen: Seen, seconds: number): Promise<Step[]> {
  const steps: Step[] = [];
  for (const perSecond of rates) {
    const tipping = await tipAtPace(side, seen, { givers: climbers, perSecond, seconds });
    say(describeTipping(side.name, `offered ${perSecond} a second`, tipping));
    const waitedMs = [...tipping.sentToAccepted, ...Array<number>(tipping.refused).fill(Number.POSITIVE_INFINITY)];
    steps.push({ perSecond, waitedMs });
    if (percentile(waitedMs, 0.99) > longestMs) break;
  }
  return steps;
}

/** The highest rate at which of a hundred no more than one waits as long as this; 0 where there is none. */
export function mostWithin(steps: readonly Step[], ms: number): number {
  return Math.max(
    0,
    ...steps.filter(({ waitedMs }) => percentile(waitedMs, 0.99) < ms).map(({ perSecond }) => perSecond),
  );
}
