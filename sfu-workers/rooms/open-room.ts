/**
 * room.open: a router for the room on the least loaded worker. An older epoch of the room ends.
 */

import type { ControlParams, ControlResult } from '#protocol/media/control.ts';
import { available } from './ask-worker.ts';
import { emptyRecords } from './empty-records.ts';
import { endRoom } from './end.ts';
import { holdRoom, noHold } from './hold-room.ts';
import { makeRouter } from './make-router.ts';
import { listProducers } from './news.ts';
import { pickWorker } from './pick-worker.ts';
import { mediaUnavailable, staleEpoch } from './refusals.ts';
import type { Stage } from './stage.ts';

/** @throws ControlRefusal MEDIA_EPOCH_STALE where this epoch is over, MEDIA_UNAVAILABLE where no worker is alive */
export async function openRoom(
  stage: Stage,
  { room: id, mediaEpoch, hold }: ControlParams<'room.open'>,
): Promise<ControlResult<'room.open'>> {
  if (stage.rooms.epochs.isOver(id, mediaEpoch)) throw staleEpoch();
  const open = stage.rooms.find(id);
  if (open?.mediaEpoch === mediaEpoch) {
    // Whoever asks is about to come in.
    open.emptySinceMs = undefined;
    if (hold !== undefined) await holdRoom(open, hold);
    return { producers: listProducers(open), handovers: open.handovers, revision: open.revision };
  }
  if (stage.drain.on) throw mediaUnavailable();
  if (open !== undefined) endRoom(stage.rooms, open);
  const worker = pickWorker(stage);
  const placed = stage.rooms.place(worker);
  const router = await available(() => makeRouter(worker)).finally(placed);
  if (router.closed) throw mediaUnavailable();
  const { revision } = stage.news;
  const sending = { sender: undefined, handovers: 0, revision };
  const records = { ...emptyRecords(), hold: hold ?? noHold };
  stage.rooms.add({ id, mediaEpoch, worker, router, upstream: undefined, ...sending, ...records });
  return { producers: [], handovers: 0, revision };
}
