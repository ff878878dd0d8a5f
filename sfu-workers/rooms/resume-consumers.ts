/**
 * consumers.resume: the client is ready to receive. mediasoup asks for the key frame itself, once DTLS is connected and
 * again where it does not come. Consumers whose producer ended meanwhile are passed over.
 */
import type { ControlParams, ControlResult } from '#protocol/media/control.ts';
import { available } from './ask-worker.ts';
import type { Stage } from './stage.ts';

/** @throws ControlRefusal MEDIA_EPOCH_STALE, NOT_FOUND, MEDIA_UNAVAILABLE */
export async function resumeConsumers(
  { rooms }: Stage,
  params: ControlParams<'consumers.resume'>,
): Promise<ControlResult<'consumers.resume'>> {
  const member = rooms.member(rooms.at(params), params.session);
  const wanted = params.consumers.flatMap((id) => member.consumers.get(id)?.consumer ?? []);
  await available(() => Promise.all(wanted.map((consumer) => resume(consumer))));
  return {};
}

async function resume(consumer: { closed: boolean; resume(): Promise<void> }): Promise<void> {
  try {
    await consumer.resume();
  } catch (error) {
    if (!consumer.closed) throw error;
  }
}
