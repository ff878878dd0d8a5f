/**
 * What the node tells every API node by itself. Changes of a room's producers within one turn of the event loop are
 * told once.
 */
import type { ControlEvent, NodeProducer } from '#protocol/media/control.ts';
import type { Room } from './room.ts';

export class News {
  readonly #listeners = new Set<(event: ControlEvent) => void>();
  readonly #changed = new Set<Room>();
  #revision = 0;

  /** Of the newest change on this node: a room that is opened again goes on from there. */
  get revision(): number {
    return this.#revision;
  }

  /** @returns how to stop listening */
  subscribe(listener: (event: ControlEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  announce(event: ControlEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** A producer came, went or was paused. */
  producersChanged(room: Room): void {
    this.#revision += 1;
    room.revision = this.#revision;
    if (this.#changed.has(room)) return;
    this.#changed.add(room);
    setImmediate(() => {
      this.#changed.delete(room);
      if (room.closed) return;
      const { id, mediaEpoch, revision } = room;
      const producers = listProducers(room);
      this.announce({ event: 'room.producers', body: { room: id, mediaEpoch, producers, revision } });
    });
  }
}

/** The room's producers as API nodes see them. */
export function listProducers(room: Room): NodeProducer[] {
  return [...room.producers.values()].map(({ producer, source, session, part }) => ({
    id: producer.id,
    kind: producer.kind,
    source,
    paused: producer.paused,
    session,
    ...(part === undefined ? {} : { part }),
  }));
}
