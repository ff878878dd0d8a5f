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
  // Pictures that flow to the balcony would ask for a key frame when they go on; they go on when the node asks for one anyway.
  const sent = producer.kind === 'video' ? room.balcony?.feeds.get(producer.id)?.sent : undefined;
  if (sent !== undefined && !sent.closed) await available(() => sent.pause());
  await available(() => (params.paused ? producer.pause() : producer.resume()));
  news.producersChanged(room);
  return {};
}
