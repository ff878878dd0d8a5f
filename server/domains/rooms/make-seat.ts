/**
 * What a seat is for who takes it: whether they are named or sit among the guests. Whether they moderate is asked apart
 * (`rightsOf`): who joins is asked about when they sit, who returns before.
 */
import type { Session } from '#platform/websocket/session.ts';
import { readPreferences } from '../profiles/index.ts';
import type { Seat } from './keep-seats.ts';
import type { RoomsDeps } from './parts.ts';
import { isStaff } from './rules/who-sees.ts';

type Wanted = Pick<Seat, 'room' | 'as' | 'performerId' | 'moderates' | 'call'>;

/** The seat; it is not taken yet. */
export async function makeSeat(deps: Pick<RoomsDeps, 'database'>, session: Session, wanted: Wanted): Promise<Seat> {
  const { identity } = session;
  const mayBeNamed = identity !== null && wanted.as !== 'staff';
  // Two who were named to each other have nothing to hide.
  const wishes = async (): Promise<boolean> =>
    mayBeNamed && (await readPreferences(deps.database.read, identity.userId)).showMeInRooms;
  const named = wanted.call !== null || (await wishes());
  const sends = wanted.as === 'performer' || wanted.as === 'guest';
  return { ...wanted, session, named, staff: !sends && isStaff(identity?.roles ?? []) };
}
