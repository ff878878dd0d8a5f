/**
 * Who may do what with a room's tips: where the caller sits, and whether they moderate there now.
 */
import type { Reader } from '#platform/database/index.ts';
import type { Identity } from '#platform/http/handler.ts';
import type { Session } from '#platform/websocket/session.ts';
import { type Acting, requireModerator } from '../channels/index.ts';
import { requireSeat, type Seats } from '../rooms/index.ts';
import { signInFirst } from './errors.ts';

/** Somebody signed in, in a room. */
export interface Here {
  readonly room: string;
  readonly performerId: string;
  readonly identity: Identity;
}

/** @throws Refusal UNAUTHENTICATED, NOT_IN_ROOM */
export function requireHere(seats: Seats, session: Session): Here {
  const { identity } = session;
  if (identity === null) throw signInFirst();
  const { room, performerId } = requireSeat(seats, session);
  return { room, performerId, identity };
}

/** As what the caller moderates here. @throws Refusal FORBIDDEN */
export function requireActing(read: Reader, { performerId, identity }: Here): Promise<Acting> {
  return requireModerator(read, performerId, identity);
}
