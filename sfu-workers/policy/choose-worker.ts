/**
 * Which worker a new room goes to: the one with the most left. A worker is full at a whole core or at 500 consumers
 * (1.4 Mbit/s each, docs of mediasoup), whichever comes first; among workers within a tenth of each other the one with
 * fewer rooms, because a room that was just opened does not show in either figure yet.
 */
export interface WorkerLoad {
  /** Share of one core it uses, 1 = all of it. */
  readonly cpu: number;
  readonly consumers: number;
  readonly rooms: number;
}

const consumersOfAFullWorker = 500;

/** The index of the least loaded; undefined where there is none. Equal ones: the first. */
export function leastLoaded(loads: readonly WorkerLoad[]): number | undefined {
  let best: number | undefined;
  loads.forEach((load, index) => {
    const rival = best === undefined ? undefined : loads[best];
    if (rival === undefined || isLighter(load, rival)) best = index;
  });
  return best;
}

function isLighter(one: WorkerLoad, other: WorkerLoad): boolean {
  const difference = tenthsUsed(one) - tenthsUsed(other);
  return difference === 0 ? one.rooms < other.rooms : difference < 0;
}

function tenthsUsed({ cpu, consumers }: WorkerLoad): number {
  return Math.floor(Math.max(cpu, consumers / consumersOfAFullWorker) * 10);
}
