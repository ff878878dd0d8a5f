/**
 * edge.open: this node serves viewers of another node's room. The edge is a room of its own here, whose producers come through
 * a pipe: its viewers are placed, served and spread over workers as everybody's.
 */
import type { types } from 'mediasoup';
import type { ControlParams, ControlResult } from '#protocol/media/control.ts';
import { available } from './ask-worker.ts';
import { emptyRecords } from './empty-records.ts';
import { endRoom } from './end.ts';
import { makeRouter } from './make-router.ts';
import { endOf, openPipe } from './open-pipe.ts';
import { pickWorker } from './pick-worker.ts';
import { mediaUnavailable } from './refusals.ts';
import type { Stage } from './stage.ts';

/** The node that asks begins anew: what was there before ends. @throws ControlRefusal MEDIA_UNAVAILABLE */
export async function hostEdge(
  stage: Stage,
  { room: id, mediaEpoch, pipe: far, hold }: ControlParams<'edge.open'>,
): Promise<ControlResult<'edge.open'>> {
  if (stage.drain.on) throw mediaUnavailable();
  const before = stage.rooms.guest({ room: id, mediaEpoch });
  if (before !== undefined) endRoom(stage.rooms, before);
  const worker = pickWorker(stage);
  const placed = stage.rooms.place(worker);
  const router = await available(() => makeRouter(worker)).finally(placed);
  const pipe = await available(() => join(stage, router, far)).catch((error: unknown) => {
    router.close();
    throw error;
  });
  if (router.closed) throw mediaUnavailable();
  const upstream = { pipe, asker: undefined };
  const sending = { sender: undefined, handovers: 0, revision: 0 };
  stage.rooms.add({ id, mediaEpoch, worker, router, upstream, hold, ...sending, ...emptyRecords() });
  return { pipe: endOf(pipe), worker: worker.worker.pid };
}

async function join(stage: Stage, router: types.Router, far: ControlParams<'edge.open'>['pipe']) {
  const pipe = await openPipe(stage, router);
  await pipe.connect(far);
  return pipe;
}
