/**
 * consumers.resume: the client is ready to receive. mediasoup asks for the key frame itself, once DTLS is connected;
 * `ask-again.ts` where it does not come. Consumers whose producer ended meanwhile are passed over.
 */
import type { ControlParams, ControlResult } from '#protocol/media/control.ts';
import { available } from './ask-worker.ts';
import { followWish } from './follow-wish.ts';
import type { Stage } from './stage.ts';
import { wantLayers } from './want-layers.ts';

/** @throws ControlRefusal MEDIA_EPOCH_STALE, NOT_FOUND, MEDIA_UNAVAILABLE */
export async function resumeConsumers(
  stage: Stage,
  params: ControlParams<'consumers.resume'>,
): Promise<ControlResult<'consumers.resume'>> {
  const member = stage.rooms.member(stage.rooms.at(params), params.session);
  const known = params.consumers.flatMap((id) => member.consumers.get(id) ?? []);
  for (const one of known) one.ready = true;
  await available(() => Promise.all(known.map(followWish)));
  // Counting at their moments would tell of those whom nobody notices.
  if (!member.hidden) wantLayers(stage, member.room);
  return {};
}
