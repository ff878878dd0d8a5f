/**
 * room.open: a router for the room on the least loaded worker. An older epoch of the room ends.
 */

import type { ControlParams, ControlResult } from '#protocol/media/control.ts';
import { leastLoaded } from '../policy/choose-worker.ts';
import { noFlow } from '../policy/flow.ts';
import type { RunningWorker } from '../workers/start-worker.ts';
import { available } from './ask-worker.ts';
import { endRoom } from './end.ts';
import { makeRouter } from './make-router.ts';
import { measureWorkers } from './measure-workers.ts';
import { listProducers } from './news.ts';
import { mediaUnavailable, staleEpoch } from './refusals.ts';
import type { Stage } from './stage.ts';

/** @throws ControlRefusal MEDIA_EPOCH_STALE where this epoch is over, MEDIA_UNAVAILABLE where no worker is alive */
export async function openRoom(
  stage: Stage,
  { room: id, mediaEpoch }: ControlParams<'room.open'>,
): Promise<ControlResult<'room.open'>> {
  if (stage.rooms.epochs.isOver(id, mediaEpoch)) throw staleEpoch();
  const open = stage.rooms.find(id);
  if (open?.mediaEpoch === mediaEpoch) {
    // Whoever asks is about to come in.
    open.emptySinceMs = undefined;
    return { producers: listProducers(open), handovers: open.handovers, revision: open.revision };
  }
  if (open !== undefined) endRoom(stage.rooms, open);
  const worker = chooseWorker(stage);
  const placed = stage.rooms.place(worker);
  const router = await available(() => makeRouter(worker)).finally(placed);
  if (router.closed) throw mediaUnavailable();
  const { revision } = stage.news;
  const sending = { sender: undefined, handovers: 0, revision };
  const records = {
    edges: new Map(),
    members: new Map(),
    producers: new Map(),
    flow: noFlow,
    full: false,
    emptySinceMs: undefined,
    closed: false,
  };
  stage.rooms.add({ id, mediaEpoch, worker, router, ...sending, ...records });
  return { producers: [], handovers: 0, revision };
}

function chooseWorker(stage: Stage): RunningWorker {
  const loads = measureWorkers(stage);
  const chosen = leastLoaded(loads, stage.spreading.consumersPerWorker);
  const worker = chosen === undefined ? undefined : loads[chosen]?.worker;
  if (worker === undefined) throw mediaUnavailable();
  return worker;
}
