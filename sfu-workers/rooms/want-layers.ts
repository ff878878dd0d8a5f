/**
 * Counts which layers of each producer anybody takes, over all workers the room stands on, and says when the performer
 * should send more or fewer of them.
 */
import { afterCount } from '../policy/demand.ts';
import { highestFor } from '../policy/layers.ts';
import type { Room, RoomConsumer, RoomProducer } from './room.ts';
import type { Stage } from './stage.ts';

/** Counts now; says what changed. */
export function wantLayers({ news, clock }: Pick<Stage, 'news' | 'clock'>, room: Room): void {
  for (const known of room.producers.values()) {
    const { told } = known.demand;
    known.demand = afterCount(known.demand, taken(room, known), clock.monotonicMs());
    if (known.demand.told === told) continue;
    const { session, producer } = known;
    const body = { room: room.id, mediaEpoch: room.mediaEpoch, session, producer: producer.id };
    news.announce({ event: 'producer.wanted', body: { ...body, spatialLayer: known.demand.told } });
  }
}

/** The highest layer anybody takes. Of who is paused, or not ready yet: none. */
function taken({ members }: Room, { producer }: RoomProducer): number {
  let highest = 0;
  for (const { consumers } of members.values()) {
    for (const known of consumers.values()) {
      if (known.consumer.producerId === producer.id) highest = Math.max(highest, takenBy(known));
    }
  }
  return highest;
}

function takenBy({ ready, wish, top }: RoomConsumer): number {
  return ready && !wish.paused ? highestFor(wish.spatialLayer, top) : 0;
}
