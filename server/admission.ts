/**
 * TABLE 5: the gates of a room, in order. Every way in (socket, later WHIP, WHEP, HLS, recordings) asks this one function.
 * Each gate belongs to a domain; the first that is shut refuses.
 */

import type { Clock } from '#kernel/clock.ts';
import type { Database } from '#platform/database/index.ts';
import type { RedisConnection } from '#platform/redis/index.ts';
import type { Stream } from '#protocol/http/streams.ts';
import { requireNotBanned } from './domains/channels/index.ts';
import { type Entrance, requireStaff, roomFull, takeSeat } from './domains/rooms/index.ts';
import {
  readStream,
  requireAdmissible,
  requireNamed,
  requirePerformerOf,
  requireTicket,
} from './domains/streams/index.ts';

export interface AdmissionDeps {
  readonly database: Database;
  readonly redis: RedisConnection['commands'];
  readonly clock: Clock;
  /** Most viewers of one room. */
  readonly capacity: number;
}

type Gate = (entrance: Entrance, stream: Stream) => Promise<void> | void;

/** @returns the function that lets somebody in or throws the refusal of the gate that is shut */
export function createAdmission(deps: AdmissionDeps): (entrance: Entrance) => Promise<Stream> {
  const gates: readonly Gate[] = [
    ({ as, session }, stream) => (as === 'staff' ? undefined : requireNamed(stream, as, session.identity)),
    ({ session }, { performer }) => requireNotBanned(deps.database.read, performer.id, session.identity),
    ({ as, session }, stream) =>
      as === 'performer' ? requirePerformerOf(deps.database.read, stream, session.identity) : undefined,
    ({ as, session }) => (as === 'staff' ? void requireStaff(session.identity) : undefined),
    ({ as }, stream) => (as === 'viewer' || as === 'guest' ? requireAdmissible(stream) : undefined),
    ({ as }, stream) => (as === 'viewer' ? requireTicket(stream) : undefined),
    (entrance) => capacity(deps, entrance),
  ];
  return async (entrance) => {
    const stream = await readStream(deps.database.read, entrance.room);
    for (const gate of gates) await gate(entrance, stream);
    return stream;
  };
}

async function capacity(
  { redis, clock, capacity: most }: AdmissionDeps,
  { as, room, session }: Entrance,
): Promise<void> {
  if (as !== 'viewer') return;
  if (!(await takeSeat(redis, room, session.id, clock.now(), most))) throw roomFull(most);
}
