/**
 * Who somebody is in one of their sign-ins: the one place where an account becomes an identity.
 */
import type { Identity } from '#platform/http/handler.ts';
import { countRoles } from './rules/counted-roles.ts';
import type { Account } from './store.ts';

/** @param signIn as it was just read or made */
export function describeIdentity(
  { id, displayName, handle, roles, rightsVersion }: Account,
  signIn: { readonly id: string; readonly secondFactor: boolean },
): Identity {
  return {
    ...{ userId: id, displayName, handle, rightsVersion, signInId: signIn.id },
    ...countRoles(roles, signIn.secondFactor),
  };
}
