/**
 * Which worker a new room goes to: the one with the most left. A worker is full at a whole core or at its mark of consumers
 * (500 of 1.4 Mbit/s each, docs of mediasoup), whichever comes first; among workers within a tenth of each other the one with
 * fewer rooms, because a room that was just opened does not show in either figure yet.
 */
export interface WorkerLoad {
  /** Share of one core it uses, 1 = all of it. */
  readonly cpu: number;
  readonly consumers: number;
  /** Routers on it. */
  readonly rooms: number;
}

/**
 * The index of the least loaded; undefined where there is none. Equal ones: the first.
 * @param consumersPerWorker mark of a worker, 1 or more
 */
export function leastLoaded(loads: readonly WorkerLoad[], consumersPerWorker: number): number | undefined {
  let best: number | undefined;
  loads.forEach((load, index) => {
    const rival = best === undefined ? undefined : loads[best];
    if (rival === undefined || isLighter(load, rival, consumersPerWorker)) best = index;
  });
  return best;
}

function isLighter(one: WorkerLoad, other: WorkerLoad, mark: number): boolean {
  const difference = tenthsUsed(one, mark) - tenthsUsed(other, mark);
  return difference === 0 ? one.rooms < other.rooms : difference < 0;
}

function tenthsUsed({ cpu, consumers }: WorkerLoad, mark: number): number {
  return Math.floor(Math.max(cpu, consumers / mark) * 10);
}
