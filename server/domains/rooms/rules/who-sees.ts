/**
 * Who is shown what a room sends. Its performer always; everybody who is let in while it is live; before that staff alone.
 */
import { privilegedRoles, type Role } from '#protocol/http/route.ts';
import type { StreamState } from '#protocol/http/streams.ts';

/** Whether everybody in the room is shown it. @param state null: there is no such stream */
export function isShown(state: StreamState | null): boolean {
  return state === 'LIVE';
}

/** Whether somebody in it is. @param roles as their token has them; none: nobody is signed in */
export function maySee(state: StreamState | null, as: 'viewer' | 'performer', roles: readonly Role[]): boolean {
  if (as === 'performer' || isShown(state)) return true;
  return state === 'TESTING' && roles.some((role) => privilegedRoles.includes(role));
}
