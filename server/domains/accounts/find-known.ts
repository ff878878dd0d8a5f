/**
 * Finds people by id, many at once.
 */
import type { Reader } from '#platform/database/index.ts';
import { type KnownPerson, knownFrom } from './rules/known-person.ts';
import { findAccounts } from './store-people.ts';

/** In the order given; null where there is nobody. */
export async function findKnown(read: Reader, ids: readonly string[]): Promise<(KnownPerson | null)[]> {
  const known = new Map((await findAccounts(read, ids)).map((account) => [account.id, knownFrom(account)]));
  return ids.map((id) => known.get(id) ?? null);
}
