/**
 * Finds one person by id or handle, for pages about them.
 */
import type { Reader } from '#platform/database/index.ts';
import { type KnownPerson, knownFrom } from './rules/known-person.ts';
import { findAccount } from './store-people.ts';

/** Null where there is nobody. */
export async function findPerson(
  read: Reader,
  by: { readonly id: string } | { readonly handle: string },
): Promise<KnownPerson | null> {
  const account = await findAccount(read, by);
  return account === null ? null : knownFrom(account);
}
