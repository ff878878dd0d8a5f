/**
 * Looks at what arrived and what was sent, for the counters and for `room.flowing`.
 */
import type { types } from 'mediasoup';
import { isDue } from '../policy/flow.ts';
import type { Room, RoomConsumer, RoomProducer, Traffic } from '../rooms/room.ts';
import type { Stage } from '../rooms/stage.ts';
import { tellFlow } from '../rooms/tell-flow.ts';
import { growth, totalOf } from './traffic.ts';

/** Looks at the rooms where it is time to: does media still arrive? */
export async function lookAtArrivals(stage: Stage): Promise<void> {
  const due = stage.rooms.all.filter((room) => isDue(room.flow, stage.clock.monotonicMs()));
  await Promise.all(due.map((room) => lookAtRoom(stage, room)));
}

/** Looks at all consumers, one after the other: many of them must not keep a worker from its packets. */
export async function lookAtDepartures({ rooms, figures }: Stage): Promise<void> {
  for (const consumer of rooms.all.flatMap(consumersOf)) {
    const grown = await read(consumer, consumer.consumer);
    figures.forwarded.inc(grown.packets);
    figures.forwardedBytes.inc(grown.bytes);
    figures.plisReceived.inc(grown.plis);
  }
}

async function lookAtRoom(stage: Stage, room: Room): Promise<void> {
  const looks = [...room.producers.values()].map((known) => read(known, known.producer));
  const grown = await Promise.all(looks);
  for (const { packets, bytes, plis } of grown) {
    stage.figures.received.inc(packets);
    stage.figures.receivedBytes.inc(bytes);
    stage.figures.plisSent.inc(plis);
  }
  const arrived = grown.some(({ packets }) => packets > 0);
  tellFlow(stage, room, arrived);
}

function consumersOf(room: Room): RoomConsumer[] {
  return [...room.members.values()].flatMap((member) => [...member.consumers.values()]);
}

/** What was added since the last look; nothing where the stream has ended. */
async function read(
  record: RoomProducer | RoomConsumer,
  stream: { getStats(): Promise<readonly types.ProducerStat[] | readonly types.ConsumerStat[]> },
): Promise<Traffic> {
  const before = record.counted;
  try {
    // A consumer also repeats the statistics of its producer, which are not its own.
    const stats = await stream.getStats();
    const type = 'consumer' in record ? 'outbound-rtp' : 'inbound-rtp';
    record.counted = totalOf(stats.filter((stat) => stat.type === type));
  } catch {
    return growth(before, before);
  }
  return growth(before, record.counted);
}
