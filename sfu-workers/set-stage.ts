/**
 * Construction: the parts that every control action is handed, put together once a node.
 */

import type { Logger } from 'pino';
import type { Clock } from '#kernel/clock.ts';
import type { NodeSettings } from './node-settings.ts';
import { Peers } from './peers/peers.ts';
import { plainPorts } from './policy/plain-ports.ts';
import { WorkerPool } from './pool.ts';
import { ClipShelf } from './rooms/clip-shelf.ts';
import { Drain } from './rooms/drain.ts';
import { hearPeer, losePeer } from './rooms/hear-peer.ts';
import { loseWorker } from './rooms/lose-worker.ts';
import { News } from './rooms/news.ts';
import { OpenRooms } from './rooms/open-rooms.ts';
import type { Stage } from './rooms/stage.ts';
import { createFigures } from './stats/figures.ts';
import { addNodeGauges } from './stats/node-gauges.ts';
import { WorkerUsage } from './stats/worker-usage.ts';
import type { RunningWorker } from './workers/start-worker.ts';

/** Starts the workers too. @throws WorkerStartError: none is left running then */
export async function setStage(settings: NodeSettings, clock: Clock, log: Logger): Promise<Stage> {
  const rooms = new OpenRooms();
  const news = new News();
  const figures = createFigures();
  const pool = await WorkerPool.open({
    ...settings,
    log,
    onDied: (died) => {
      figures.workersDied.inc();
      loseWorker(rooms, news, died);
    },
  });
  const onHung = ({ worker }: RunningWorker): void => {
    log.error({ workerPid: worker.pid }, 'a media worker is hung and is killed');
    process.kill(worker.pid, 'SIGKILL');
  };
  const usage = new WorkerUsage(clock, onHung, (seconds) => figures.workerAnswers.observe(seconds));
  const ports = plainPorts(settings.firstPort, settings.workers);
  const clips = new ClipShelf();
  const peers: Peers = new Peers({
    ...{ node: settings.nodeId, key: settings.controlKey, clock, log },
    onEvent: (node, event) => hearPeer({ rooms, news, clock }, node, event),
    onLost: (node) => losePeer({ rooms, news, clock }, node),
  });
  const { consumersPerWorker, edgeIdleMs, roomIdleMs } = settings;
  const spreading = { consumersPerWorker, edgeIdleMs, roomIdleMs };
  const { faults, keyFrameMoments } = settings;
  const parts = { rooms, news, figures, pool, usage, clips, peers, clock, log };
  const pipeIp = pipeAddress(settings);
  const stage = { ...parts, spreading, faults, keyFrameMoments, drain: new Drain(), pipeIp, plainPorts: ports };
  addNodeGauges(stage);
  return stage;
}

/** Where other nodes reach this one: where its workers listen, or, where that is everywhere, what browsers are told. */
function pipeAddress({ listenIp, announcedAddress }: NodeSettings): string {
  return listenIp === '0.0.0.0' || listenIp === '::' ? announcedAddress : listenIp;
}
