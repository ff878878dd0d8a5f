/**
 * edge.hold: what is kept from the audience of another node's room, whose edge is here.
 */
import type { ControlParams, ControlResult } from '#protocol/media/control.ts';
import { findGuest } from './find-guest.ts';
import { holdRoom } from './hold-room.ts';
import type { Stage } from './stage.ts';

/** @throws ControlRefusal MEDIA_EPOCH_STALE, MEDIA_UNAVAILABLE */
export async function holdHosted(
  stage: Stage,
  params: ControlParams<'edge.hold'>,
): Promise<ControlResult<'edge.hold'>> {
  const { room } = findGuest(stage, params);
  await holdRoom(room, params.hold);
  return {};
}
