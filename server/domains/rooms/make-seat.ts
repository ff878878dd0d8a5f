/**
 * What a seat is for who takes it: whether they are named or sit among the guests. Whether they moderate is asked apart
 * (`rightsOf`): who joins is asked about when they sit, who returns before.
 */
import type { Session } from '#platform/websocket/session.ts';
import { readPreferences } from '../profiles/index.ts';
import type { Seat } from './keep-seats.ts';
import type { RoomsDeps } from './parts.ts';

type Wanted = Pick<Seat, 'room' | 'as' | 'performerId' | 'moderates'>;

/** The seat; it is not taken yet. */
export async function makeSeat(deps: Pick<RoomsDeps, 'database'>, session: Session, wanted: Wanted): Promise<Seat> {
  const { identity } = session;
  const named = identity !== null && (await readPreferences(deps.database.read, identity.userId)).showMeInRooms;
  return { ...wanted, session, named };
}
