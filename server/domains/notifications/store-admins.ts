/**
 * Who administrates. Accounts belong to `accounts` and are only read.
 */
import type { Reader } from '#platform/database/index.ts';

/** Admins who are not suspended, by id; at most `most`. */
export async function findAdmins(read: Reader, most: number): Promise<string[]> {
  const where = { roles: { has: 'admin' }, disabledAt: null };
  return (await read.account.findMany({ where, select: { id: true }, orderBy: { id: 'asc' }, take: most })).map(
    ({ id }) => id,
  );
}
