/**
 * producer.close: a session stops sending a source.
 */
import type { ControlParams, ControlResult } from '#protocol/media/control.ts';
import { findProducer } from './find-producer.ts';
import type { Stage } from './stage.ts';

/** @throws ControlRefusal MEDIA_EPOCH_STALE, NOT_FOUND */
export async function closeProducer(
  { rooms }: Stage,
  params: ControlParams<'producer.close'>,
): Promise<ControlResult<'producer.close'>> {
  findProducer(rooms.member(rooms.at(params), params.session), params.producer).producer.close();
  return {};
}
