/**
 * Who is shown what a room sends. Its performer always; everybody who is let in while it is live; before that staff alone.
 */
import { privilegedRoles, type Role } from '#protocol/http/route.ts';
import type { StreamState } from '#protocol/http/streams.ts';
import type { SeatedAs } from '#protocol/socket/room.ts';

/** Whether everybody in the room is shown it. @param state null: there is no such stream */
export function isShown(state: StreamState | null): boolean {
  return state === 'LIVE';
}

/** Whether staff in the room is shown it. */
export function isShownToStaff(state: StreamState | null): boolean {
  return isShown(state) || state === 'TESTING';
}

/** Whether these roles make a person staff of the platform. */
export function isStaff(roles: readonly Role[]): boolean {
  return roles.some((role) => privilegedRoles.includes(role));
}

/** Whether somebody in it is. @param roles as their token has them; none: nobody is signed in */
export function maySee(state: StreamState | null, as: SeatedAs, roles: readonly Role[]): boolean {
  if (as === 'performer' || isShown(state)) return true;
  return isShownToStaff(state) && isStaff(roles);
}

/** Whether they count among those who watch. */
export function isCounted({ as }: { readonly as: SeatedAs }): boolean {
  return as === 'viewer' || as === 'guest';
}
