/**
 * Edges on nodes that stop: who watches there is told, finds another place while the old one still serves, and the edge is
 * closed some seconds later.
 */
import { endFarEdge } from './end.ts';
import type { FarEdge, Room } from './room.ts';
import type { Stage } from './stage.ts';

/** Long enough for a handshake on a slow network, and for its repetition. */
const lingerMs = 5_000;

/** Done again and again. */
export function giveUpEdges(stage: Pick<Stage, 'rooms' | 'news' | 'peers' | 'clock'>): void {
  const stopping = new Set(stage.peers.all.filter(({ draining }) => draining).map(({ node }) => node));
  for (const room of stage.rooms.own) {
    for (const edge of room.far.values()) {
      if (edge.leavesAtMs === undefined && stopping.has(edge.node)) begin(stage, room, edge);
      else if (isOver(stage, edge)) endFarEdge(room, edge);
    }
  }
}

function begin({ news, clock }: Pick<Stage, 'news' | 'clock'>, room: Room, edge: FarEdge): void {
  edge.leavesAtMs = clock.monotonicMs() + lingerMs;
  for (const { session, away } of room.members.values()) {
    if (away?.edge !== edge || away.transport === undefined) continue;
    const body = { room: room.id, mediaEpoch: room.mediaEpoch, session, transport: away.transport };
    news.announce({ event: 'transport.leaving', body });
  }
}

function isOver({ clock }: Pick<Stage, 'clock'>, { leavesAtMs }: FarEdge): boolean {
  return leavesAtMs !== undefined && clock.monotonicMs() >= leavesAtMs;
}
