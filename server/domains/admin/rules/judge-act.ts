/**
 * What an admin may do to whom: at once, with a second admin, or not at all. The whole table in one place.
 */
import type { Role } from '#protocol/http/route.ts';

/** Something an admin wants done to a person. */
export type Wanted =
  | { readonly act: 'suspend' | 'restore' | 'reset_second_factor' }
  /** `seen`: the roles that whoever decided saw; others are not theirs to overwrite. */
  | { readonly act: 'set_roles'; readonly roles: readonly Role[]; readonly seen: readonly Role[] };

/** A person as far as it matters here. */
export interface Subject {
  readonly roles: readonly Role[];
  readonly suspended: boolean;
  readonly erased: boolean;
  /** Has an authenticator or a passkey. */
  readonly secondFactor: boolean;
}

/** Acts on an admin and acts that make one need a second admin: nobody takes the house over alone. */
export function needsSecondAdmin(subject: Pick<Subject, 'roles'>, wanted: Wanted): boolean {
  return subject.roles.includes('admin') || (wanted.act === 'set_roles' && wanted.roles.includes('admin'));
}

/** Why nothing can come of it, as a sentence; undefined where it can. */
export function hindrance(subject: Subject, wanted: Wanted): string | undefined {
  if (subject.erased) return 'This account was erased.';
  switch (wanted.act) {
    case 'suspend':
      return subject.suspended ? 'This account is suspended already.' : undefined;
    case 'restore':
      return subject.suspended ? undefined : 'This account is not suspended.';
    case 'reset_second_factor':
      return subject.secondFactor ? undefined : 'This account has no second factor.';
    case 'set_roles':
      if (sameRoles(subject.roles, wanted.roles)) return 'These are the roles of this account already.';
      return sameRoles(subject.roles, wanted.seen)
        ? undefined
        : 'This account has other roles by now. Look again, then decide anew.';
  }
}

/** Whether there is one admin less afterwards. */
export function removesAdmin(subject: Subject, wanted: Wanted): boolean {
  if (!subject.roles.includes('admin') || subject.suspended) return false;
  return wanted.act === 'suspend' || (wanted.act === 'set_roles' && !wanted.roles.includes('admin'));
}

/** Each role once, `viewer` always. */
export function wholeRoles(roles: readonly Role[]): Role[] {
  return [...new Set<Role>(['viewer', ...roles])];
}

function sameRoles(one: readonly Role[], other: readonly Role[]): boolean {
  return one.length === other.length && one.every((role) => other.includes(role));
}
