/**
 * consumers.open: what the room sends and the session does not receive yet, as paused consumers. What the client cannot
 * decode is left out.
 */

import { ortc, type types } from 'mediasoup';
import type { ControlParams, ControlResult } from '#protocol/media/control.ts';
import type { ConsumerOffer } from '#protocol/media/rtp.ts';
import { firstLayers, topLayer } from '../policy/layers.ts';
import { available } from './ask-worker.ts';
import { climb } from './climb.ts';
import { feedBalcony } from './feed-balcony.ts';
import { isHeld } from './hold-room.ts';
import { pipeProducer } from './pipe-producer.ts';
import { routerOf } from './place-viewer.ts';
import { ControlRefusal, mediaRefused, mediaUnavailable, notFound, staleEpoch } from './refusals.ts';
import { type Member, noTraffic, type Room, type RoomConsumer, type RoomProducer, type Site } from './room.ts';
import type { Stage } from './stage.ts';

/** @throws ControlRefusal MEDIA_EPOCH_STALE, NOT_FOUND without a receive transport, MEDIA_REFUSED, MEDIA_UNAVAILABLE */
export async function openConsumers(
  stage: Stage,
  params: ControlParams<'consumers.open'>,
): Promise<ControlResult<'consumers.open'>> {
  const member = stage.rooms.member(stage.rooms.at(params), params.session);
  const receiving = member.transports.get('receive');
  if (receiving === undefined) throw notFound('transport to receive on');
  const rtpCapabilities = judgeCapabilities(params.rtpCapabilities);
  const { sources } = params;
  const wanted = missing(member).filter(({ source }) => sources === undefined || sources.includes(source));
  const router = await reach(stage, member.room, receiving.site, wanted);
  const consumers: ConsumerOffer[] = [];
  for (const known of wanted) {
    const { id } = known.producer;
    const there = nameAt(receiving.site, id);
    if (known.producer.closed || !router.canConsume({ producerId: there, rtpCapabilities })) continue;
    const offer = await consume(stage, member, known, { transport: receiving.transport, there, rtpCapabilities });
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
  const received = new Set([...consumers.values()].map(({ producerId }) => producerId));
  return [...room.producers.values()].filter((known) => known.session !== session && !received.has(known.producer.id));
}

/** The router of the site, with these producers on it. @throws ControlRefusal MEDIA_UNAVAILABLE where one does not come */
async function reach(stage: Stage, room: Room, site: Site, producers: readonly RoomProducer[]): Promise<types.Router> {
  const router = await available(() => routerOf(site));
  if (!('link' in site)) return router;
  const bring = (known: RoomProducer): Promise<void> =>
    'feeds' in site ? feedBalcony(stage, room, site, known) : pipeProducer(stage, site, known);
  await Promise.all(producers.map(bring));
  if (producers.some(({ producer }) => !producer.closed && !site.pipes.has(producer.id))) throw mediaUnavailable();
  return router;
}

/** What the producer is called at the site. */
function nameAt(site: Site, id: string): string {
  if ('feeds' in site) return site.feeds.get(id)?.there ?? id;
  return 'names' in site ? (site.names.get(id) ?? id) : id;
}

interface Place {
  readonly transport: types.WebRtcTransport;
  /** What the producer is called at the member's site. */
  readonly there: string;
  readonly rtpCapabilities: types.RtpCapabilities;
}

/** Undefined where the producer ended meanwhile, or cannot be received: it must not keep the others from the viewer. */
async function consume(
  stage: Stage,
  member: Member,
  { producer, source, part }: RoomProducer,
  { transport, there, rtpCapabilities }: Place,
): Promise<ConsumerOffer | undefined> {
  const layers = producer.type === 'simple' ? {} : { preferredLayers: { ...firstLayers } };
  const options = { producerId: there, rtpCapabilities, paused: true, ...layers };
  const consumer = await available(() => transport.consume(options)).catch((error: unknown) => {
    if (error instanceof ControlRefusal) throw error;
    stage.log.info({ err: error, producer: producer.id }, 'a producer cannot be consumed');
  });
  if (consumer === undefined || consumer.closed) return undefined;
  if (member.closed) throw staleEpoch();
  const { id, kind, rtpParameters } = consumer;
  const known: RoomConsumer = {
    consumer,
    producerId: producer.id,
    source,
    counted: noTraffic,
    top: topLayer(producer.rtpParameters.encodings?.length ?? 1),
    ready: false,
    started: false,
    held: !member.hidden && isHeld(member.room.hold, kind),
    wish: { paused: false, spatialLayer: null },
  };
  member.consumers.set(id, known);
  consumer.observer.once('close', () => member.consumers.delete(id));
  climb(stage.log, known);
  return {
    id,
    producerId: producer.id,
    kind,
    source,
    rtpParameters: rtpParameters as ConsumerOffer['rtpParameters'],
    paused: producer.paused,
    ...(part === undefined ? {} : { part }),
  };
}
