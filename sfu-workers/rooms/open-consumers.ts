/**
 * consumers.open: what the room sends and the session does not receive yet, as paused consumers. What the client cannot
 * decode is left out.
 */

import { ortc, type types } from 'mediasoup';
import type { ControlParams, ControlResult } from '#protocol/media/control.ts';
import type { ConsumerOffer } from '#protocol/media/rtp.ts';
import { firstLayers } from '../policy/layers.ts';
import { available } from './ask-worker.ts';
import { climb } from './climb.ts';
import { ControlRefusal, mediaRefused, notFound, staleEpoch } from './refusals.ts';
import { type Member, noTraffic, type RoomProducer } from './room.ts';
import type { Stage } from './stage.ts';

/** @throws ControlRefusal MEDIA_EPOCH_STALE, NOT_FOUND without a receive transport, MEDIA_REFUSED, MEDIA_UNAVAILABLE */
export async function openConsumers(
  stage: Stage,
  params: ControlParams<'consumers.open'>,
): Promise<ControlResult<'consumers.open'>> {
  const member = stage.rooms.member(stage.rooms.at(params), params.session);
  const transport = member.transports.get('receive')?.transport;
  if (transport === undefined) throw notFound('transport to receive on');
  const rtpCapabilities = judgeCapabilities(params.rtpCapabilities);
  const consumers: ConsumerOffer[] = [];
  for (const known of missing(member)) {
    const { id } = known.producer;
    if (!member.room.router.canConsume({ producerId: id, rtpCapabilities })) continue;
    const offer = await consume(stage, member, transport, known, rtpCapabilities);
    if (offer !== undefined) consumers.push(offer);
  }
  return { consumers };
}

function judgeCapabilities(given: unknown): types.RtpCapabilities {
  try {
    const capabilities = structuredClone(given) as types.RtpCapabilities;
    ortc.validateAndNormalizeRtpCapabilities(capabilities);
    return capabilities;
  } catch {
    throw mediaRefused('These RTP capabilities cannot be used.');
  }
}

function missing({ room, session, consumers }: Member): RoomProducer[] {
  const received = new Set([...consumers.values()].map(({ consumer }) => consumer.producerId));
  return [...room.producers.values()].filter((known) => known.session !== session && !received.has(known.producer.id));
}

/** Undefined where the producer ended meanwhile, or cannot be received: it must not keep the others from the viewer. */
async function consume(
  stage: Stage,
  member: Member,
  transport: types.WebRtcTransport,
  { producer, source }: RoomProducer,
  rtpCapabilities: types.RtpCapabilities,
): Promise<ConsumerOffer | undefined> {
  const layers = producer.type === 'simple' ? {} : { preferredLayers: { ...firstLayers } };
  const options = { producerId: producer.id, rtpCapabilities, paused: true, ...layers };
  const consumer = await available(() => transport.consume(options)).catch((error: unknown) => {
    if (error instanceof ControlRefusal) throw error;
    stage.log.info({ err: error, producer: producer.id }, 'a producer cannot be consumed');
  });
  if (consumer === undefined || consumer.closed) return undefined;
  if (member.closed) throw staleEpoch();
  const { id, kind, rtpParameters } = consumer;
  member.consumers.set(id, { consumer, source, counted: noTraffic });
  consumer.observer.once('close', () => member.consumers.delete(id));
  climb(stage.log, producer, consumer);
  return {
    id,
    producerId: producer.id,
    kind,
    source,
    rtpParameters: rtpParameters as ConsumerOffer['rtpParameters'],
    paused: producer.paused,
  };
}
