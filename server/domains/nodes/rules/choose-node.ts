/**
 * Which node a room is placed on: the one with most room left, by measured CPU a worker, then by consumers.
 */
import type { NodeRegistration } from '#protocol/media/control.ts';

/** The node with the least load among those that take rooms; undefined where there is none. */
export function chooseNode(nodes: readonly NodeRegistration[]): NodeRegistration | undefined {
  return nodes
    .filter((node) => !node.draining)
    .toSorted(
      (a, b) => a.cpu / a.workers - b.cpu / b.workers || a.consumers - b.consumers || (a.node < b.node ? -1 : 1),
    )[0];
}
