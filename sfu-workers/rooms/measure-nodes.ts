/**
 * How loaded other nodes are: as they registered, and at least with what this one sends them. Who was just given a place
 * there counts at once, so that a wave of joins is spread.
 */
import type { WorkerLoad } from '../policy/choose-worker.ts';
import type { Member, Room } from './room.ts';
import type { Stage } from './stage.ts';

export interface MeasuredNode extends WorkerLoad {
  readonly node: string;
}

/** For each node that takes viewers, what an average worker of it has. One whose edge of this room is being given up takes none. */
export function measureNodes(
  { peers, rooms, spreading }: Pick<Stage, 'peers' | 'rooms' | 'spreading'>,
  room: Room,
): MeasuredNode[] {
  const sent = consumersByNode(rooms.own);
  const leaving = (node: string): boolean => room.far.get(node)?.leavesAtMs !== undefined;
  return peers.willing
    .filter(({ node }) => !leaving(node))
    .map(({ node, cpu, consumers, consumersPerWorker, workers, rooms: open }) => {
      const count = Math.max(consumers, sent.get(node) ?? 0);
      // As a share of our mark, though it may have another.
      const scale = spreading.consumersPerWorker / consumersPerWorker;
      return { node, cpu: cpu / workers, consumers: (count / workers) * scale, rooms: open };
    });
}

function consumersByNode(rooms: readonly Room[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const member of rooms.flatMap((room) => [...room.members.values()])) {
    const node = member.away?.edge.node;
    if (node !== undefined) sums.set(node, (sums.get(node) ?? 0) + weightOf(member));
  }
  return sums;
}

function weightOf({ away, room }: Member): number {
  return Math.max(away?.consumers ?? 0, room.producers.size, 1);
}
