/**
 * Which roles count in a sign-in. A password can be guessed or stolen; what a moderator or an admin may do to others needs
 * more than one.
 */
import { privilegedRoles, type Role } from '#protocol/http/route.ts';

/** @returns the roles that count, and those that are held back because the sign-in was not proved by a second factor */
export function countRoles(
  held: readonly Role[],
  secondFactor: boolean,
): { readonly roles: readonly Role[]; readonly heldBack: readonly Role[] } {
  if (secondFactor) return { roles: held, heldBack: [] };
  return {
    roles: held.filter((role) => !privilegedRoles.includes(role)),
    heldBack: held.filter((role) => privilegedRoles.includes(role)),
  };
}

/** True where one of the roles counts only with a second factor. */
export function demandsSecondFactor(held: readonly Role[]): boolean {
  return held.some((role) => privilegedRoles.includes(role));
}
