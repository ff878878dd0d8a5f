/**
 * Proves an address with the token that was mailed to it.
 */
import { hashSecret } from '#kernel/ids.ts';
import { linkExpired } from './errors.ts';
import type { AccountDeps } from './parts.ts';
import { spendLink } from './store-links.ts';
import { updateAccount } from './store-people.ts';

/** @throws LINK_EXPIRED for a token that is unknown, used, overtaken, too old, or for something else */
export async function verifyEmail({ database, clock }: Omit<AccountDeps, 'news'>, token: string): Promise<void> {
  const now = new Date(clock.now());
  await database.transact(async (tx) => {
    const userId = await spendLink(tx, hashSecret(token), 'verify', now);
    if (userId === null) throw linkExpired();
    await updateAccount(tx, userId, { emailVerifiedAt: now });
  });
}
