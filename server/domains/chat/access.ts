/**
 * Who may do what in a room's chat: where the caller sits, who they are, and whether they moderate it now.
 */
import type { Reader } from '#platform/database/index.ts';
import type { Identity } from '#platform/http/handler.ts';
import type { Session } from '#platform/websocket/session.ts';
import { type Acting, requireModerator } from '../channels/index.ts';
import { requireSeat, type Seat, type Seats } from '../rooms/index.ts';
import { performersOnly, signInFirst } from './errors.ts';

/** A caller in a room. */
export interface Here {
  readonly room: string;
  readonly performerId: string;
  readonly identity: Identity;
}

/** @throws Refusal UNAUTHENTICATED */
export function requireIdentity({ identity }: Pick<Session, 'identity'>): Identity {
  if (identity === null) throw signInFirst();
  return identity;
}

/** Where a signed-in caller is. @throws Refusal UNAUTHENTICATED, NOT_IN_ROOM */
export function requireHere(seats: Seats, session: Session): Here {
  const identity = requireIdentity(session);
  const { room, performerId }: Seat = requireSeat(seats, session);
  return { room, performerId, identity };
}

/** As what the caller moderates here. @throws Refusal FORBIDDEN */
export function requireActing(read: Reader, { performerId, identity }: Here): Promise<Acting> {
  return requireModerator(read, performerId, identity);
}

/** The caller is the performer of the room. @throws Refusal UNAUTHENTICATED, NOT_IN_ROOM, FORBIDDEN */
export function requireOwnChannel(seats: Seats, session: Session): string {
  const { performerId, identity } = requireHere(seats, session);
  if (identity.userId !== performerId) throw performersOnly();
  return performerId;
}
