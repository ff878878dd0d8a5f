/**
 * node.report: workers and rooms as the records have them. No worker is asked, so that it answers while one hangs.
 */
import type { ControlParams, ControlResult } from '#protocol/media/control.ts';
import type { NodeReport } from '#protocol/media/node-report.ts';
import { consumersOn, countConsumers, countConsumersAt } from './load.ts';
import { routersByWorker } from './measure-workers.ts';
import type { FarEdge, Room, RoomProducer } from './room.ts';
import type { Stage } from './stage.ts';

const mostRooms = 200;

/** Never refused. */
export async function reportNode(
  { pool, rooms, usage }: Stage,
  _params: ControlParams<'node.report'>,
): Promise<ControlResult<'node.report'>> {
  const { all } = rooms;
  const routers = routersByWorker(all);
  const workers = pool.running.map((running) => ({
    pid: running.worker.pid,
    port: running.port,
    cpu: Math.max(0, usage.cpuOf(running)),
    consumers: consumersOn(all, running).length,
    routers: routers.get(running) ?? 0,
  }));
  const bySize = rooms.own.map(describeRoom).sort((one, other) => other.consumers - one.consumers);
  return { workers, rooms: bySize.slice(0, mostRooms), left: Math.max(0, bySize.length - mostRooms) };
}

function describeRoom(room: Room): NodeReport['rooms'][number] {
  const far = farConsumers(room);
  return {
    room: room.id,
    mediaEpoch: room.mediaEpoch,
    origin: { worker: room.worker.worker.pid, consumers: countConsumersAt(room, room) },
    edges: [
      ...[...room.edges].map((edge) => ({
        worker: edge.worker.worker.pid,
        consumers: countConsumersAt(room, edge),
        pipes: edge.pipes.size,
        ...(edge.dialect === undefined ? {} : { dialect: edge.dialect }),
      })),
      ...[...room.far.values()].map((edge) => ({
        worker: edge.worker,
        consumers: far.get(edge) ?? 0,
        pipes: edge.pipes.size,
        node: edge.node,
      })),
    ],
    producers: [...room.producers.values()].map(describeProducer),
    consumers: countConsumers([room]) + [...far.values()].reduce((sum, count) => sum + count, 0),
  };
}

/** As they were given out; what a viewer there lost since is not known here. */
function farConsumers({ members }: Room): ReadonlyMap<FarEdge, number> {
  const sums = new Map<FarEdge, number>();
  for (const { away } of members.values()) {
    if (away !== undefined) sums.set(away.edge, (sums.get(away.edge) ?? 0) + away.consumers);
  }
  return sums;
}

function describeProducer({ producer, source }: RoomProducer): NodeReport['rooms'][number]['producers'][number] {
  const { id, kind, paused, score: reported, rtpParameters } = producer;
  const layers = (rtpParameters.encodings ?? []).map((encoding, at) => ({
    rid: encoding.rid ?? null,
    score: reported.find(({ encodingIdx }) => encodingIdx === at)?.score ?? 0,
  }));
  const arriving = layers.map(({ score }) => score).filter((score) => score > 0);
  return { id, source, kind, paused, score: arriving.length === 0 ? 0 : Math.min(...arriving), layers };
}
