/**
 * An edge of a room: a router on another worker, or with other payload types, joined to the origin by a pair of pipe
 * transports on loopback.
 *
 * We pipe by hand, not with `pipeToRouter`: that repeats pauses to the edge without waiting for the answer, and an edge
 * whose worker dies in that moment would reject into nowhere, which ends this process and every room on it.
 *
 * Without SRTP: these packets never leave the machine, and who can read its loopback can read the workers' memory.
 * Without RTX: loopback loses nothing but what overflows a socket's buffer, which we ask to be large; the origin would
 * keep every packet of every layer again for each edge, for the sake of that. A viewer's own losses are repaired by its edge.
 */

import type { Dialect } from '#protocol/media/dialect.ts';
import type { RunningWorker } from '../workers/start-worker.ts';
import { endEdge } from './end.ts';
import { makeRouter } from './make-router.ts';
import { pipeProducer } from './pipe-producer.ts';
import type { Edge, EdgeLink, Room } from './room.ts';
import type { Stage } from './stage.ts';

const ip = '127.0.0.1';
/** Bytes; the kernel gives what it allows. A key frame of each layer at once is a tenth of it. */
const recvBufferSize = 2_000_000;

/** Notes the edge at once and begins to open it: whoever comes meanwhile finds it. What the room sends is piped to it. */
export function openEdge(stage: Stage, room: Room, worker: RunningWorker, dialect?: Dialect): Edge {
  const link = joinRouters(stage, room, worker, dialect);
  const records = { pipes: new Map(), names: new Map(), full: false, emptySinceMs: undefined, closed: false };
  const edge: Edge = { worker, dialect, link, ...records };
  room.edges.add(edge);
  for (const known of room.producers.values()) void pipeProducer(stage, edge, known);
  link.catch((error: unknown) => {
    if (!edge.closed) stage.log.warn({ err: error, room: room.id }, 'an edge cannot be opened');
    endEdge(room, edge);
  });
  return edge;
}

async function joinRouters(
  { plainPorts }: Stage,
  room: Room,
  worker: RunningWorker,
  dialect?: Dialect,
): Promise<EdgeLink> {
  const listenInfo = { protocol: 'udp' as const, ip, portRange: { ...plainPorts }, recvBufferSize };
  const router = await makeRouter(worker, dialect);
  let near: EdgeLink['near'] | undefined;
  try {
    near = await room.router.createPipeTransport({ listenInfo });
    const far = await router.createPipeTransport({ listenInfo });
    await near.connect({ ip, port: far.tuple.localPort });
    await far.connect({ ip, port: near.tuple.localPort });
    return { router, near, far };
  } catch (error) {
    near?.close();
    router.close();
    throw error;
  }
}
