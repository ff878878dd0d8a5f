/**
 * consumers.prefer: what a viewer wants of its consumers from now on. Consumers whose producer ended meanwhile are passed
 * over.
 */
import type { ControlParams, ControlResult } from '#protocol/media/control.ts';
import { available } from './ask-worker.ts';
import { followWish } from './follow-wish.ts';
import type { Stage } from './stage.ts';
import { wantLayers } from './want-layers.ts';

/** @throws ControlRefusal MEDIA_EPOCH_STALE, NOT_FOUND, MEDIA_UNAVAILABLE */
export async function preferConsumers(
  stage: Stage,
  params: ControlParams<'consumers.prefer'>,
): Promise<ControlResult<'consumers.prefer'>> {
  const member = stage.rooms.member(stage.rooms.at(params), params.session);
  const known = params.consumers.flatMap(({ consumer, paused, spatialLayer }) => {
    const found = member.consumers.get(consumer);
    if (found === undefined) return [];
    found.wish = { paused, spatialLayer };
    return found;
  });
  await available(() => Promise.all(known.map(followWish)));
  // Counting at their moments would tell of those whom nobody notices.
  if (!member.hidden) wantLayers(stage, member.room);
  return {};
}
