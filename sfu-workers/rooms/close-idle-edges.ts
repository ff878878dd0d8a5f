/**
 * Edges that nobody watches on any more are closed, after a while: one more viewer may come any moment.
 */
import { endEdge } from './end.ts';
import type { Stage } from './stage.ts';

/** Done again and again; an edge is closed once nobody was found on it for `edgeIdleMs`. */
export function closeIdleEdges({ rooms, clock, spreading }: Pick<Stage, 'rooms' | 'clock' | 'spreading'>): void {
  const nowMs = clock.monotonicMs();
  for (const room of rooms.all.filter(({ edges }) => edges.size > 0)) {
    const watched = new Set([...room.members.values()].map(({ site }) => site));
    for (const edge of room.edges.values()) {
      edge.emptySinceMs = watched.has(edge) ? undefined : (edge.emptySinceMs ?? nowMs);
      const idleMs = edge.emptySinceMs === undefined ? 0 : nowMs - edge.emptySinceMs;
      if (idleMs >= spreading.edgeIdleMs && edge.emptySinceMs !== undefined) endEdge(room, edge);
    }
  }
}
