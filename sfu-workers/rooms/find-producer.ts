/** A session's own producer by its id. */
import { notFound } from './refusals.ts';
import type { Member, RoomProducer } from './room.ts';

/** @throws ControlRefusal NOT_FOUND where the session sends nothing by this id */
export function findProducer({ room, session }: Member, id: string): RoomProducer {
  const known = room.producers.get(id);
  if (known === undefined || known.session !== session) throw notFound('producer');
  return known;
}
