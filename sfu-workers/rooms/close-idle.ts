/**
 * What nobody needs is closed, after a while: edges that nobody watches on, and rooms without anybody in them. One more viewer
 * may come any moment; `room.open` brings a room back at the same epoch.
 */
import { endEdge, endRoom } from './end.ts';
import type { Emptying, Room } from './room.ts';
import type { Stage } from './stage.ts';

/** Done again and again; something is closed once it was found empty for `edgeIdleMs`, or `roomIdleMs`. */
export function closeIdle({ rooms, clock, spreading }: Pick<Stage, 'rooms' | 'clock' | 'spreading'>): void {
  const nowMs = clock.monotonicMs();
  for (const room of rooms.all) {
    if (emptyMs(room, room.members.size === 0, nowMs) >= spreading.roomIdleMs) endRoom(rooms, room);
    else if (room.edges.size > 0) closeEdges(room, nowMs, spreading.edgeIdleMs);
  }
}

function closeEdges(room: Room, nowMs: number, idleMs: number): void {
  const watched = new Set([...room.members.values()].map(({ site }) => site));
  for (const edge of room.edges.values()) if (emptyMs(edge, !watched.has(edge), nowMs) >= idleMs) endEdge(room, edge);
}

/** Notes since when something is empty. @returns for how long it has been; below 0 while it is not */
function emptyMs(one: Emptying, empty: boolean, nowMs: number): number {
  one.emptySinceMs = empty ? (one.emptySinceMs ?? nowMs) : undefined;
  return one.emptySinceMs === undefined ? -1 : nowMs - one.emptySinceMs;
}
