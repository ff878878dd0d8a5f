/**
 * Accounts as staff see them: no hash, no secret; whether there is a second factor, not which.
 */
import type { Reader } from '#platform/database/index.ts';
import type { AdminUser } from '#protocol/http/admin.ts';
import type { Account } from './store.ts';
import { findWithFactor } from './store-factors.ts';

export type AccountOverview = AdminUser;

/** In the order given. */
export async function viewAccounts(read: Reader, accounts: readonly Account[]): Promise<AccountOverview[]> {
  const protectedOnes = await findWithFactor(
    read,
    accounts.map(({ id }) => id),
  );
  return accounts.map((account) => ({
    ...{ id: account.id, email: account.email, handle: account.handle, displayName: account.displayName },
    roles: [...account.roles],
    emailVerified: account.emailVerifiedAt !== null,
    secondFactor: protectedOnes.has(account.id),
    createdAt: account.createdAt.toISOString(),
    lastSeenAt: account.lastSeenAt?.toISOString() ?? null,
    suspended: suspension(account),
    erasedAt: account.erasedAt?.toISOString() ?? null,
  }));
}

function suspension({ disabledAt, disabledReason, erasedAt }: Account): AccountOverview['suspended'] {
  if (disabledAt === null || erasedAt !== null) return null;
  return { at: disabledAt.toISOString(), reason: disabledReason ?? '' };
}
