/**
 * A producer enters the room's records, and leaves them by itself however it ends.
 */

import type { types } from 'mediasoup';
import type { Source } from '#protocol/socket/source.ts';
import { staleEpoch } from './refusals.ts';
import { type Member, noTraffic } from './room.ts';
import type { Stage } from './stage.ts';
import { tellFlow } from './tell-flow.ts';

/** @throws ControlRefusal MEDIA_EPOCH_STALE where it ended while it was made */
export function keepProducer(stage: Stage, member: Member, source: Source, producer: types.Producer): void {
  if (member.closed || producer.closed) {
    producer.close();
    throw staleEpoch();
  }
  const { room, session } = member;
  room.producers.set(producer.id, { producer, source, session, counted: noTraffic });
  producer.observer.once('close', () => {
    room.producers.delete(producer.id);
    stage.news.producersChanged(room);
  });
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
