/**
 * An edge of a room on another node: this node asks that one over its control socket, hands over its end of the pipe and gets the
 * other's, which is one round trip. The room's node keeps the record of it and is asked for everything; the other serves.
 */
import { endFarEdge } from './end.ts';
import { endOf, openPipe } from './open-pipe.ts';
import { pipeFar } from './pipe-far.ts';
import { mediaUnavailable } from './refusals.ts';
import type { FarEdge, FarLink, Room } from './room.ts';
import type { Stage } from './stage.ts';

/** Notes the edge at once and begins to open it: whoever comes meanwhile finds it. What the room sends is piped to it. */
export function openFarEdge(stage: Stage, room: Room, node: string): FarEdge {
  const edge: FarEdge = {
    ...{ node, link: joinNodes(stage, room, node), pipes: new Map(), wanted: new Map() },
    ...{ full: false, worker: 0, leavesAtMs: undefined, emptySinceMs: undefined, closed: false },
  };
  room.far.set(node, edge);
  for (const known of room.producers.values()) void pipeFar(stage, room, edge, known);
  edge.link.then(
    ({ near, worker }) => {
      edge.worker = worker;
      // The other end was given up while it was opened.
      if (edge.closed) near.close();
    },
    (error: unknown) => {
      if (!edge.closed) stage.log.warn({ err: error, room: room.id, node }, 'an edge on another node cannot be opened');
      endFarEdge(room, edge);
    },
  );
  return edge;
}

async function joinNodes(stage: Stage, room: Room, node: string): Promise<FarLink> {
  const peer = await stage.peers.link(node);
  const near = await openPipe(stage, room.router);
  const at = { room: room.id, mediaEpoch: room.mediaEpoch };
  try {
    const { pipe, worker } = await peer.request('edge.open', { ...at, pipe: endOf(near), hold: room.hold });
    await near.connect(pipe);
    if (near.closed) throw mediaUnavailable();
    return { peer, near, worker };
  } catch (error) {
    near.close();
    // It may have opened one for us that we do not know of.
    peer.request('edge.close', at).catch(() => undefined);
    throw error;
  }
}
