/**
 * Finds people for staff: by how their address, handle or name begins, or by their id.
 */
import type { Reader } from '#platform/database/index.ts';
import { findByFilter, type PeopleFilter } from './store-people.ts';
import { type AccountOverview, viewAccounts } from './view-accounts.ts';

/** The newest first, at most `most` of them. */
export async function findAccounts(read: Reader, filter: PeopleFilter): Promise<AccountOverview[]> {
  return viewAccounts(read, await findByFilter(read, filter));
}
