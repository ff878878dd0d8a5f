/**
 * Finds people for an admin, and writes down that somebody looked, and whom they saw: never what was typed, which may be
 * somebody's address.
 */
import type { AdminUser } from '#protocol/http/admin.ts';
import type { Role } from '#protocol/http/route.ts';
import { findAccounts } from '../accounts/index.ts';
import { recordAudit } from '../audit/index.ts';
import type { Acting, AdminDeps } from './parts.ts';

export interface PeopleQuery {
  readonly search?: string | undefined;
  readonly role?: Role | undefined;
  readonly suspended?: 'true' | 'false' | undefined;
  /** The last id of the page before. */
  readonly after?: string | undefined;
}

const most = 50;

/** The newest first, at most 50. */
export async function searchPeople(
  { database, clock }: AdminDeps,
  acting: Acting,
  { search, role, suspended, after }: PeopleQuery,
): Promise<{ people: AdminUser[]; more: boolean }> {
  const found = await findAccounts(database.read, {
    ...{ search: search ?? '', role: role ?? null, after: after ?? null, most: most + 1 },
    suspended: suspended === undefined ? null : suspended === 'true',
  });
  const people = found.slice(0, most);
  await database.transact((tx) =>
    recordAudit(tx, {
      ...{ actor: acting.userId, action: 'people.searched', subject: { kind: 'people', id: 'all' } },
      facts: {
        by: [...(search ? ['text'] : []), ...(role ? ['role'] : []), ...(suspended ? ['suspended'] : [])],
        seen: people.map(({ id }) => id),
      },
      ...{ ip: acting.ip, at: new Date(clock.now()) },
    }),
  );
  return { people, more: found.length > most };
}
