/**
 * transport.restart-ice: new ICE credentials for a transport whose peer changed its network. DTLS, producers and consumers go
 * on; the old credentials hold until the peer uses the new ones.
 */
import type { ControlParams, ControlResult } from '#protocol/media/control.ts';
import { available } from './ask-worker.ts';
import { findTransport } from './find-transport.ts';
import { ControlRefusal, notFound } from './refusals.ts';
import type { Stage } from './stage.ts';

/** @throws ControlRefusal MEDIA_EPOCH_STALE, NOT_FOUND, MEDIA_UNAVAILABLE */
export async function restartIce(
  { rooms }: Stage,
  params: ControlParams<'transport.restart-ice'>,
): Promise<ControlResult<'transport.restart-ice'>> {
  const member = rooms.member(rooms.at(params), params.session);
  const { transport } = findTransport(member, params.transport, ['send', 'receive']);
  const iceParameters = await available(() => transport.restartIce()).catch((error: unknown) => {
    // Its peer counted as lost while it was asked.
    if (transport.closed && !(error instanceof ControlRefusal)) throw notFound('transport');
    throw error;
  });
  return { iceParameters };
}
