/**
 * One account as staff see it, with its sign-ins.
 */
import type { Reader } from '#platform/database/index.ts';
import { nameDevice } from './rules/device-name.ts';
import { findSignIns } from './store.ts';
import { findAccount } from './store-people.ts';
import { type AccountOverview, viewAccounts } from './view-accounts.ts';

export interface AccountView {
  readonly user: AccountOverview;
  /** The last used first, at most 50, those that ended too. */
  readonly signIns: { id: string; device: string; lastUsedAt: string; endedAt: string | null }[];
}

const mostSignIns = 50;

/** Null where there is nobody with this id. */
export async function viewAccount(read: Reader, id: string): Promise<AccountView | null> {
  const account = await findAccount(read, { id });
  const [user] = account === null ? [] : await viewAccounts(read, [account]);
  if (user === undefined) return null;
  const signIns = await findSignIns(read, id, { most: mostSignIns });
  return {
    user,
    signIns: signIns.map(({ id: signInId, userAgent, lastUsedAt, revokedAt }) => ({
      ...{ id: signInId, device: nameDevice(userAgent) },
      ...{ lastUsedAt: lastUsedAt.toISOString(), endedAt: revokedAt?.toISOString() ?? null },
    })),
  };
}
