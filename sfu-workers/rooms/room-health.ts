/**
 * room.health: bitrate and score of every layer that should arrive, those that do not included.
 */

import type { types } from 'mediasoup';
import type { ControlParams, ControlResult } from '#protocol/media/control.ts';
import { available } from './ask-worker.ts';
import type { RoomProducer } from './room.ts';
import type { Stage } from './stage.ts';

/** @throws ControlRefusal MEDIA_EPOCH_STALE, MEDIA_UNAVAILABLE */
export async function roomHealth(
  { rooms }: Stage,
  params: ControlParams<'room.health'>,
): Promise<ControlResult<'room.health'>> {
  const known = [...rooms.at(params).producers.values()];
  const producers = await available(() => Promise.all(known.map(healthOf)));
  return { producers: producers.flatMap((producer) => producer ?? []) };
}

/** Undefined where the producer ended meanwhile. */
async function healthOf({ producer, source, session, demand }: RoomProducer) {
  const stats = await producer.getStats().catch((error: unknown) => {
    if (!producer.closed) throw error;
  });
  if (stats === undefined) return undefined;
  const layers = (producer.rtpParameters.encodings ?? []).map((encoding, layer) => ({
    ...layerOf(encoding, stats),
    wanted: layer <= demand.told,
  }));
  return { id: producer.id, source, session, layers };
}

function layerOf(encoding: types.RtpEncodingParameters, stats: readonly types.ProducerStat[]) {
  const stat = stats.find(({ rid, ssrc }) =>
    encoding.rid === undefined ? encoding.ssrc === undefined || ssrc === encoding.ssrc : rid === encoding.rid,
  );
  return { rid: encoding.rid ?? null, bitrateBps: Math.round(stat?.bitrate ?? 0), score: stat?.score ?? 0 };
}
