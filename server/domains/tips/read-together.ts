/**
 * What giving a tip reads of others: the room, the performer, what the giver may do there. Many who give in one moment are read
 * together; nobody is judged by what was read before they asked.
 */
import type { Clock } from '#kernel/clock.ts';
import { loadTogether } from '#kernel/load-together.ts';
import type { Reader } from '#platform/database/index.ts';
import { findKnown, type KnownPerson } from '../accounts/index.ts';
import { readStandings, type Standing, type Visitor } from '../channels/index.ts';
import { type RoomNow, readRooms } from '../streams/index.ts';

export interface TipReading {
  /** Null: there is no such stream. */
  readonly room: (streamId: string) => Promise<RoomNow | null>;
  /** Null: there is nobody of this id. */
  readonly person: (id: string) => Promise<KnownPerson | null>;
  readonly standing: (visitor: Visitor) => Promise<Standing>;
}

const rounds = { most: 64, parallel: 2 } as const;

/** The reading of a process. */
export function readTogether(read: Reader, clock: Clock): TipReading {
  const byId = { ...rounds, keyOf: (id: string) => id };
  const byVisitor = ({ performerId, identity }: Visitor): string =>
    `${performerId} ${identity?.userId} ${identity?.roles.join()}`;
  return {
    room: loadTogether(byId, (ids) => readRooms(read, ids)),
    person: loadTogether(byId, (ids) => findKnown(read, ids)),
    standing: loadTogether({ ...rounds, keyOf: byVisitor }, (visitors) => readStandings(read, visitors, clock.now())),
  };
}
