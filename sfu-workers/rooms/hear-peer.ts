/**
 * What edges on other nodes say of themselves, and what becomes of this node's rooms where such a node is gone.
 */
import type { ControlEvent } from '#protocol/media/control.ts';
import { endFarEdge } from './end.ts';
import type { FarEdge, Room } from './room.ts';
import type { Stage } from './stage.ts';
import { wantLayers } from './want-layers.ts';

type Hearing = Pick<Stage, 'rooms' | 'news' | 'clock'>;

/** Takes what concerns a room of this node; the rest is for API nodes. */
export function hearPeer(stage: Hearing, node: string, { event, body }: ControlEvent): void {
  if (event !== 'edge.wanted' && event !== 'edge.lost') return;
  const room = stage.rooms.find(body.room);
  const edge = room?.far.get(node);
  if (room === undefined || edge === undefined || room.mediaEpoch !== body.mediaEpoch) return;
  if (event === 'edge.lost') {
    loseFarEdge(stage, room, edge);
    return;
  }
  for (const { producer, spatialLayer } of body.producers) edge.wanted.set(producer, spatialLayer);
  wantLayers(stage, room);
}

/** All edges on the node are gone. */
export function losePeer(stage: Hearing, node: string): void {
  for (const room of stage.rooms.own) {
    const edge = room.far.get(node);
    if (edge !== undefined) loseFarEdge(stage, room, edge);
  }
}

/** Who watched there is told, and starts over elsewhere; nobody else notices. */
function loseFarEdge({ news }: Hearing, room: Room, edge: FarEdge): void {
  for (const member of endFarEdge(room, edge)) {
    const { session, transport } = member;
    if (transport === undefined) continue;
    const body = { room: room.id, mediaEpoch: room.mediaEpoch, session, transport };
    news.announce({ event: 'transport.lost', body: { ...body, direction: 'receive', reason: 'worker_died' } });
  }
}
