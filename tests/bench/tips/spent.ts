/**
 * What processor time a server spends: unlike throughput it says nearly the same on a machine that has other things to do.
 */
import { processorMs } from '../chat/processor.ts';
import type { TipSide } from './side.ts';

/** Milliseconds of processor by what the processes are. */
export type Spent = Readonly<Record<string, number>>;

/** Notes where all processes of a side stand. @returns a function that says what they spent since; of those that began meanwhile too */
export function watchProcessors(side: TipSide): () => Spent {
  const before = standing(side);
  return () => {
    const spent: Record<string, number> = {};
    for (const [name, pids] of Object.entries(standing(side))) {
      for (const [pid, ms] of pids) spent[name] = (spent[name] ?? 0) + ms - (before[name]?.get(pid) ?? 0);
    }
    return spent;
  };
}

function standing(side: TipSide): Readonly<Record<string, ReadonlyMap<number, number>>> {
  return Object.fromEntries(
    Object.entries(side.processes()).map(([name, pids]) => [
      name,
      new Map(pids.map((pid) => [pid, processorMs(pid)] as const)),
    ]),
  );
}
