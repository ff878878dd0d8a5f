/**
 * How loaded each worker is: measured CPU, and what the records say stands on it or is on its way there. A viewer who was
 * just given a place counts at once for as many consumers as the room will send, so that a wave of joins is spread.
 */
import type { WorkerLoad } from '../policy/choose-worker.ts';
import type { RunningWorker } from '../workers/start-worker.ts';
import type { Member, Room } from './room.ts';
import type { Stage } from './stage.ts';

export interface MeasuredWorker extends WorkerLoad {
  readonly worker: RunningWorker;
}

/** The workers that are alive and answer; all that are alive where none answers. In the order of their ports. */
export function measureWorkers({ pool, rooms, usage }: Pick<Stage, 'pool' | 'rooms' | 'usage'>): MeasuredWorker[] {
  const { all } = rooms;
  const consumers = consumersByWorker(all);
  const routers = routersByWorker(all);
  const answering = pool.running.filter((worker) => usage.isAnswering(worker));
  return (answering.length > 0 ? answering : pool.running).map((worker) => ({
    worker,
    cpu: usage.steadyCpuOf(worker),
    consumers: consumers.get(worker) ?? 0,
    rooms: (routers.get(worker) ?? 0) + rooms.coming(worker),
  }));
}

/** Consumers on each worker, those that viewers are about to get included. */
export function consumersByWorker(rooms: readonly Room[]): Map<RunningWorker, number> {
  const sums = new Map<RunningWorker, number>();
  for (const member of rooms.flatMap((room) => [...room.members.values()])) {
    if (member.site !== undefined) add(sums, member.site.worker, weightOf(member));
  }
  return sums;
}

/** Routers on each worker: origins and edges. */
export function routersByWorker(rooms: readonly Room[]): Map<RunningWorker, number> {
  const sums = new Map<RunningWorker, number>();
  for (const room of rooms)
    for (const worker of [room.worker, ...[...room.edges].map((edge) => edge.worker)]) add(sums, worker, 1);
  return sums;
}

function weightOf({ consumers, room }: Member): number {
  return Math.max(consumers.size, room.producers.size, 1);
}

function add(sums: Map<RunningWorker, number>, worker: RunningWorker, more: number): void {
  sums.set(worker, (sums.get(worker) ?? 0) + more);
}
