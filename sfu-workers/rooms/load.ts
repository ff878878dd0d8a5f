/** How much is going on in rooms, counted from their records. */
import type { WorkerLoad } from '../policy/choose-worker.ts';
import type { Room, RoomConsumer } from './room.ts';

/** @param cpu share of one core that is used for them */
export function loadOf(rooms: readonly Room[], cpu: number): WorkerLoad {
  return { cpu, rooms: rooms.length, consumers: countConsumers(rooms) };
}

/** Consumers open in these rooms. */
export function countConsumers(rooms: readonly Room[]): number {
  return sum(rooms, (room) => sum([...room.members.values()], (member) => member.consumers.size));
}

/** WebRTC transports open in these rooms. */
export function countTransports(rooms: readonly Room[]): number {
  return sum(rooms, (room) => sum([...room.members.values()], (member) => member.transports.size));
}

/** Producers open in these rooms. */
export function countProducers(rooms: readonly Room[]): number {
  return sum(rooms, (room) => room.producers.size);
}

/** The consumers open in these rooms. */
export function consumersOf(rooms: readonly Room[]): RoomConsumer[] {
  return rooms.flatMap((room) => [...room.members.values()].flatMap((member) => [...member.consumers.values()]));
}

function sum<T>(items: readonly T[], weigh: (item: T) => number): number {
  return items.reduce((total, item) => total + weigh(item), 0);
}
