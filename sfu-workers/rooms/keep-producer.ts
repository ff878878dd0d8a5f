/**
 * A producer enters the room's records, and leaves them by itself however it ends.
 */

import type { types } from 'mediasoup';
import type { Source } from '#protocol/socket/source.ts';
import { demandOf } from '../policy/demand.ts';
import { topLayer } from '../policy/layers.ts';
import { feedBalcony } from './feed-balcony.ts';
import { pipeFar } from './pipe-far.ts';
import { pipeProducer } from './pipe-producer.ts';
import { staleEpoch } from './refusals.ts';
import { type Member, noTraffic, type RoomProducer } from './room.ts';
import type { Stage } from './stage.ts';
import { partOf } from './take-sending.ts';
import { tellFlow } from './tell-flow.ts';

/** @throws ControlRefusal MEDIA_EPOCH_STALE where it ended while it was made */
export function keepProducer(stage: Stage, member: Member, source: Source, producer: types.Producer): void {
  if (member.closed || producer.closed) {
    producer.close();
    throw staleEpoch();
  }
  const { room, session } = member;
  const demand = demandOf(topLayer(producer.rtpParameters.encodings?.length ?? 1));
  const part = partOf(room, session);
  const known: RoomProducer = { producer, source, session, part, demand, counted: noTraffic };
  room.producers.set(producer.id, known);
  producer.observer.once('close', () => {
    room.producers.delete(producer.id);
    for (const edge of [...room.edges, ...room.far.values()]) edge.pipes.delete(producer.id);
    room.balcony?.pipes.delete(producer.id);
    stage.news.producersChanged(room);
  });
  for (const edge of room.edges) void pipeProducer(stage, edge, known);
  for (const edge of room.far.values()) void pipeFar(stage, room, edge, known);
  if (room.balcony !== undefined) void feedBalcony(stage, room, room.balcony, known);
  // mediasoup scores a stream when its first packet arrives, and 0 once it is silent.
  producer.on('score', (scores) => {
    if (scores.some(({ score }) => score > 0)) tellFlow(stage, room, true);
  });
  stage.news.producersChanged(room);
}

/** Ends what this session sends from this source. */
export function closeSource({ room, session }: Member, source: Source): void {
  for (const known of [...room.producers.values()]) {
    if (known.session === session && known.source === source) known.producer.close();
  }
}
