/**
 * edge.pause, edge.unproduce: what became of a producer at its room's node.
 */
import type { ControlParams, ControlResult } from '#protocol/media/control.ts';
import { available } from './ask-worker.ts';
import { findGuest } from './find-guest.ts';
import type { Stage } from './stage.ts';

/** Nothing where it has ended. @throws ControlRefusal MEDIA_EPOCH_STALE, MEDIA_UNAVAILABLE */
export async function pausePiped(
  stage: Stage,
  params: ControlParams<'edge.pause'>,
): Promise<ControlResult<'edge.pause'>> {
  const producer = findGuest(stage, params).room.producers.get(params.producer)?.producer;
  if (producer === undefined || producer.paused === params.paused) return {};
  await available(() => (params.paused ? producer.pause() : producer.resume()));
  return {};
}

/** Nothing where it has ended. @throws ControlRefusal MEDIA_EPOCH_STALE */
export async function endPiped(
  stage: Stage,
  params: ControlParams<'edge.unproduce'>,
): Promise<ControlResult<'edge.unproduce'>> {
  findGuest(stage, params).room.producers.get(params.producer)?.producer.close();
  return {};
}
