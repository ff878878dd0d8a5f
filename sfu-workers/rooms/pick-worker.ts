/**
 * The worker that a new room begins on, or the edge of another node's room: the least loaded of this node.
 */
import { leastLoaded } from '../policy/choose-worker.ts';
import type { RunningWorker } from '../workers/start-worker.ts';
import { measureWorkers } from './measure-workers.ts';
import { mediaUnavailable } from './refusals.ts';
import type { Stage } from './stage.ts';

/** @throws ControlRefusal MEDIA_UNAVAILABLE where no worker is alive */
export function pickWorker(stage: Stage): RunningWorker {
  const loads = measureWorkers(stage);
  const chosen = leastLoaded(loads, stage.spreading.consumersPerWorker);
  const worker = chosen === undefined ? undefined : loads[chosen]?.worker;
  if (worker === undefined) throw mediaUnavailable();
  return worker;
}
