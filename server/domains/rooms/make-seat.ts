/**
 * What a seat is for who takes it: whether they moderate there, and whether they are named or sit among the guests.
 */
import type { Session } from '#platform/websocket/session.ts';
import { readPreferences } from '../profiles/index.ts';
import type { Seat } from './keep-seats.ts';
import type { RoomsDeps } from './parts.ts';

type Wanted = Pick<Seat, 'room' | 'as' | 'performerId'>;

/** The seat; it is not taken yet. */
export async function makeSeat(
  deps: Pick<RoomsDeps, 'database' | 'moderates'>,
  session: Session,
  wanted: Wanted,
): Promise<Seat> {
  const { identity } = session;
  const [moderates, named] = await Promise.all([
    deps.moderates(wanted.performerId, identity),
    identity === null
      ? false
      : readPreferences(deps.database.read, identity.userId).then((chosen) => chosen.showMeInRooms),
  ]);
  return { ...wanted, session, moderates, named };
}
