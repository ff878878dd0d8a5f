/**
 * Construction: the parts that every control action is handed, put together once a node.
 */

import type { Logger } from 'pino';
import type { Clock } from '#kernel/clock.ts';
import type { NodeSettings } from './node-settings.ts';
import { plainPorts } from './policy/plain-ports.ts';
import { WorkerPool } from './pool.ts';
import { ClipShelf } from './rooms/clip-shelf.ts';
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
  const { consumersPerWorker, edgeIdleMs, roomIdleMs } = settings;
  const spreading = { consumersPerWorker, edgeIdleMs, roomIdleMs };
  const { faults } = settings;
  const stage = { rooms, news, figures, pool, usage, clips, clock, log, spreading, faults, plainPorts: ports };
  addNodeGauges(stage);
  return stage;
}
