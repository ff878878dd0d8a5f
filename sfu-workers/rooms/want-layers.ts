/**
 * Counts which layers of each producer anybody takes, over all workers and nodes the room stands on, and says when the performer
 * should send more or fewer of them.
 */
import { afterCount } from '../policy/demand.ts';
import { highestFor } from '../policy/layers.ts';
import type { Room, RoomConsumer, RoomProducer } from './room.ts';
import type { Stage } from './stage.ts';

/** Counts now; says what changed. */
export function wantLayers({ news, clock }: Pick<Stage, 'news' | 'clock'>, room: Room): void {
  if (room.upstream !== undefined) wantOfOrigin(news, room);
  else wantOfPerformer({ news, clock }, room);
}

function wantOfPerformer({ news, clock }: Pick<Stage, 'news' | 'clock'>, room: Room): void {
  for (const known of room.producers.values()) {
    const { told } = known.demand;
    known.demand = afterCount(known.demand, taken(room, known), clock.monotonicMs());
    if (known.demand.told === told) continue;
    const { session, producer } = known;
    const body = { room: room.id, mediaEpoch: room.mediaEpoch, session, producer: producer.id };
    news.announce({ event: 'producer.wanted', body: { ...body, spatialLayer: known.demand.told } });
  }
}

/** The room's node is told at once of any change: it has the patience, for all its edges together. */
function wantOfOrigin(news: Stage['news'], room: Room): void {
  const changed = [...room.producers.values()].filter((known) => {
    const spatialLayer = taken(room, known);
    const changes = known.demand.told !== spatialLayer;
    known.demand = { told: spatialLayer, less: undefined };
    return changes;
  });
  if (changed.length === 0) return;
  const producers = changed.map(({ producer, demand }) => ({ producer: producer.id, spatialLayer: demand.told }));
  news.announce({ event: 'edge.wanted', body: { room: room.id, mediaEpoch: room.mediaEpoch, producers } });
}

/** The highest layer anybody takes, at edges on other nodes too. Of who is paused, or not ready yet: none. */
function taken({ members, far }: Room, { producer }: RoomProducer): number {
  let highest = Math.max(0, ...[...far.values()].map(({ wanted }) => wanted.get(producer.id) ?? 0));
  for (const { consumers } of members.values()) {
    for (const known of consumers.values()) {
      if (known.producerId === producer.id) highest = Math.max(highest, takenBy(known));
    }
  }
  return highest;
}

function takenBy({ ready, wish, top }: RoomConsumer): number {
  return ready && !wish.paused ? highestFor(wish.spatialLayer, top) : 0;
}
