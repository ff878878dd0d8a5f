/**
 * What nobody needs is closed, after a while: edges that nobody watches on, and rooms without anybody in them. One more viewer
 * may come any moment; `room.open` brings a room back at the same epoch.
 */
import { endBalcony, endEdge, endFarEdge, endRoom } from './end.ts';
import type { Emptying, Room } from './room.ts';
import type { Stage } from './stage.ts';

/** Done again and again; something is closed once it was found empty for `edgeIdleMs`, or `roomIdleMs`. */
export function closeIdle({ rooms, clock, spreading }: Pick<Stage, 'rooms' | 'clock' | 'spreading'>): void {
  const nowMs = clock.monotonicMs();
  for (const room of rooms.all) {
    const { balcony, hidden } = room;
    const empty = room.members.size + hidden.size === 0;
    // An edge of another node's room is closed by that node.
    const idle = room.upstream === undefined && emptyMs(room, empty, nowMs) >= spreading.roomIdleMs;
    if (idle) endRoom(rooms, room);
    else closeEdges(room, nowMs, spreading.edgeIdleMs);
    if (balcony !== undefined && emptyMs(balcony, hidden.size === 0, nowMs) >= spreading.edgeIdleMs)
      endBalcony(room, balcony);
  }
}

function closeEdges(room: Room, nowMs: number, idleMs: number): void {
  if (room.edges.size + room.far.size === 0) return;
  const watched = new Set([...room.members.values()].flatMap(({ site, away }) => [site, away?.edge]));
  for (const edge of room.edges) if (emptyMs(edge, !watched.has(edge), nowMs) >= idleMs) endEdge(room, edge);
  for (const edge of room.far.values()) {
    if (emptyMs(edge, !watched.has(edge), nowMs) >= idleMs) endFarEdge(room, edge);
  }
}

/** Notes since when something is empty. @returns for how long it has been; below 0 while it is not */
function emptyMs(one: Emptying, empty: boolean, nowMs: number): number {
  one.emptySinceMs = empty ? (one.emptySinceMs ?? nowMs) : undefined;
  return one.emptySinceMs === undefined ? -1 : nowMs - one.emptySinceMs;
}
