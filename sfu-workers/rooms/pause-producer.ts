/**
 * producer.pause: the performer hides a source, or shows it again.
 */
import type { ControlParams, ControlResult } from '#protocol/media/control.ts';
import { available } from './ask-worker.ts';
import { findProducer } from './find-producer.ts';
import type { Stage } from './stage.ts';

/** @throws ControlRefusal MEDIA_EPOCH_STALE, NOT_FOUND, MEDIA_UNAVAILABLE */
export async function pauseProducer(
  { rooms, news }: Stage,
  params: ControlParams<'producer.pause'>,
): Promise<ControlResult<'producer.pause'>> {
  const room = rooms.at(params);
  const { producer } = findProducer(rooms.member(room, params.session), params.producer);
  if (producer.paused === params.paused) return {};
  await available(() => (params.paused ? producer.pause() : producer.resume()));
  news.producersChanged(room);
  return {};
}
