/** How much is going on in rooms, counted from their records. */
import type { RunningWorker } from '../workers/start-worker.ts';
import type { Room, RoomConsumer, Site } from './room.ts';

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

/** Consumers of the room that are at this site of it. */
export function countConsumersAt(room: Room, site: Site): number {
  return sum([...room.members.values()], (member) => (member.site === site ? member.consumers.size : 0));
}

/** Edges open, or being opened. */
export function countEdges(rooms: readonly Room[]): number {
  return sum(rooms, (room) => room.edges.size);
}

/** Producers that are piped from an origin to an edge. */
export function countPipes(rooms: readonly Room[]): number {
  return sum(rooms, (room) => sum([...room.edges], ({ pipes }) => pipes.size));
}

/** The consumers that a worker serves. */
export function consumersOn(rooms: readonly Room[], worker: RunningWorker): RoomConsumer[] {
  return rooms.flatMap((room) =>
    [...room.members.values()].flatMap(({ site, consumers }) =>
      site?.worker === worker ? [...consumers.values()] : [],
    ),
  );
}

function sum<T>(items: readonly T[], weigh: (item: T) => number): number {
  return items.reduce((total, item) => total + weigh(item), 0);
}
