/**
 * Rooms that this process placed on each node since that registered last: they do not show in its figures yet.
 */
import type { NodeRegistration } from '#protocol/media/control.ts';

type Registered = Pick<NodeRegistration, 'node' | 'at'>;

export interface PlacedCount {
  add(on: Registered): void;
  /** By the node's name. */
  of(nodes: readonly Registered[]): ReadonlyMap<string, number>;
}

/** None yet. */
export function countPlaced(): PlacedCount {
  const placed = new Map<string, { readonly at: number; readonly rooms: number }>();
  const since = ({ node, at }: Registered): number => {
    const before = placed.get(node);
    return before?.at === at ? before.rooms : 0;
  };
  return {
    add: (on) => void placed.set(on.node, { at: on.at, rooms: since(on) + 1 }),
    of: (nodes) => new Map(nodes.map((one) => [one.node, since(one)])),
  };
}
