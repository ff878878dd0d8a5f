/**
 * Looks at what arrived and what was sent, for the counters and for `room.flowing`. A worker that is slow to answer
 * keeps nobody else waiting: it is not asked again before it has.
 */
import type { types } from 'mediasoup';
import { isDue } from '../policy/flow.ts';
import { consumersOn } from '../rooms/load.ts';
import { noTraffic, type Room, type RoomConsumer, type RoomProducer, type Traffic } from '../rooms/room.ts';
import type { Stage } from '../rooms/stage.ts';
import { tellFlow } from '../rooms/tell-flow.ts';
import { growth, totalOf } from './traffic.ts';

export class Looks {
  readonly #stage: Stage;
  /** Rooms and workers that still owe an answer. */
  readonly #pending = new WeakSet<object>();

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** Looks at the rooms where it is time to: does media still arrive? */
  async atArrivals(): Promise<void> {
    const { rooms, clock } = this.#stage;
    const due = rooms.own.filter((room) => isDue(room.flow, clock.monotonicMs()));
    await this.#each(due, (room) => lookAtRoom(this.#stage, room));
  }

  /** Looks at all consumers, those of a worker one after the other: many must not keep it from its packets. */
  async atDepartures(): Promise<void> {
    const { pool, rooms } = this.#stage;
    await this.#each(pool.running, (worker) => lookAtConsumers(this.#stage, consumersOn(rooms.all, worker)));
  }

  /** Starts the work on each that is not under way already, and waits for nothing. */
  async #each<T extends object>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
    for (const item of items.filter((one) => !this.#pending.has(one))) {
      this.#pending.add(item);
      const done = (): unknown => this.#pending.delete(item);
      work(item).then(done, done);
    }
  }
}

async function lookAtRoom(stage: Stage, room: Room): Promise<void> {
  const { received, receivedBytes, plisSent, nacksSent } = stage.figures;
  const looks = [...room.producers.values()].map((known) => read(known, known.producer));
  const grown = await Promise.all(looks);
  for (const { packets, bytes, plis, nacks } of grown) {
    received.inc(packets);
    receivedBytes.inc(bytes);
    plisSent.inc(plis);
    nacksSent.inc(nacks);
  }
  tellFlow(
    stage,
    room,
    grown.some(({ packets }) => packets > 0),
  );
}

async function lookAtConsumers({ figures }: Stage, consumers: readonly RoomConsumer[]): Promise<void> {
  for (const known of consumers) {
    const { packets, bytes, plis, nacks } = await read(known, known.consumer);
    figures.forwarded.inc(packets);
    figures.forwardedBytes.inc(bytes);
    figures.plisReceived.inc(plis);
    figures.nacksReceived.inc(nacks);
  }
}

/** What was added since the last look; nothing where the stream has ended. */
async function read(
  record: RoomProducer | RoomConsumer,
  stream: { getStats(): Promise<readonly types.ProducerStat[] | readonly types.ConsumerStat[]> },
): Promise<Traffic> {
  const before = record.counted;
  try {
    const stats = await stream.getStats();
    // A consumer also repeats the statistics of its producer, which are not its own.
    const type = 'consumer' in record ? 'outbound-rtp' : 'inbound-rtp';
    record.counted = totalOf(stats.filter((stat) => stat.type === type));
    return growth(before, record.counted);
  } catch {
    return noTraffic;
  }
}
