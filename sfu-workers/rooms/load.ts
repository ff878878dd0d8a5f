/** How much is going on in rooms, counted from their records. */
import type { WorkerLoad } from '../policy/choose-worker.ts';
import type { Room } from './room.ts';

/** @param cpu share of one core that is used for them */
export function loadOf(rooms: readonly Room[], cpu: number): WorkerLoad {
  return { cpu, rooms: rooms.length, consumers: countConsumers(rooms) };
}

export function countConsumers(rooms: readonly Room[]): number {
  return sum(rooms, (room) => sum([...room.members.values()], (member) => member.consumers.size));
}

export function countTransports(rooms: readonly Room[]): number {
  return sum(rooms, (room) => sum([...room.members.values()], (member) => member.transports.size));
}

export function countProducers(rooms: readonly Room[]): number {
  return sum(rooms, (room) => room.producers.size);
}

function sum<T>(items: readonly T[], weigh: (item: T) => number): number {
  return items.reduce((total, item) => total + weigh(item), 0);
}
