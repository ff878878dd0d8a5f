/**
 * Tells a performer what arrives of what they send: when it starts, and every two seconds.
 */

import { Refusal } from '#kernel/refusal.ts';
import type { RoomsDeps } from './parts.ts';
import { readPlacement } from './store.ts';

type HealthDeps = Pick<RoomsDeps, 'database' | 'live' | 'nodes' | 'seats'>;

/** Reports one room, where its performer is connected to this process. */
export async function reportHealth(deps: HealthDeps, room: string): Promise<void> {
  const performers = deps.seats.in(room).filter((seat) => seat.as === 'performer');
  if (performers.length === 0) return;
  const theirs = new Set(performers.map(({ session }) => session.id));
  const { node, mediaEpoch } = await readPlacement(deps.database.read, room);
  if (node === null) return;
  const health = await deps.nodes.request(node, 'room.health', { room, mediaEpoch }).catch(nothingFor);
  if (health === undefined) return;
  const producers = health.producers
    .filter((one) => theirs.has(one.session))
    .map(({ id, source, layers }) => ({ id, source, layers }));
  if (producers.length === 0) return;
  await deps.live.publish({ room, audience: 'performer' }, 'publish.health', { producers });
}

/** A room that nobody was in for minutes is closed at its node: nothing is sent in it. */
function nothingFor(thrown: unknown): undefined {
  if (thrown instanceof Refusal && thrown.code === 'MEDIA_EPOCH_STALE') return undefined;
  throw thrown;
}
