/**
 * Which node a room is placed on: the one with most room left. A node is full where all its workers are: at a whole core
 * each, or at their mark of consumers, whichever comes first; among nodes within a tenth of each other the one with fewer rooms,
 * because a room that was just opened does not show in either figure yet.
 */
import type { NodeRegistration } from '#protocol/media/control.ts';

/**
 * The node with the least load among those that take rooms; undefined where there is none.
 * @param coming rooms that were placed on a node since it registered last, by its name
 */
export function chooseNode(
  nodes: readonly NodeRegistration[],
  coming: ReadonlyMap<string, number> = new Map(),
): NodeRegistration | undefined {
  const rooms = ({ node, rooms: known }: NodeRegistration): number => known + (coming.get(node) ?? 0);
  return nodes
    .filter((node) => !node.draining && node.workers > 0)
    .toSorted((a, b) => tenthsUsed(a) - tenthsUsed(b) || rooms(a) - rooms(b) || (a.node < b.node ? -1 : 1))[0];
}

function tenthsUsed({ cpu, consumers, workers, consumersPerWorker }: NodeRegistration): number {
  return Math.floor(Math.max(cpu / workers, consumers / (workers * consumersPerWorker)) * 10);
}
