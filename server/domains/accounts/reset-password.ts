/**
 * Sets a new password with the token that was mailed, and ends every sign-in: whoever had the old password, or a cookie of
 * it, is out. The second factor stays: a mailbox alone does not open an account that has one.
 */
import { present } from '#kernel/assert.ts';
import { hashSecret } from '#kernel/ids.ts';
import { endSignIns } from './end-sign-ins.ts';
import { linkExpired } from './errors.ts';
import { hashPassword } from './hash-password.ts';
import type { AccountDeps } from './parts.ts';
import { requireStrength } from './require-strength.ts';
import { readAccount } from './store.ts';
import { deletePasskeys, deleteTotp } from './store-factors.ts';
import { findLink, spendLink } from './store-links.ts';
import { lockAccount, updateAccount } from './store-people.ts';

/** @throws LINK_EXPIRED, PASSWORD_WEAK (the link stays good) */
export async function resetPassword(deps: AccountDeps, given: { token: string; password: string }): Promise<void> {
  const { database, news, clock } = deps;
  const now = new Date(clock.now());
  const hash = hashSecret(given.token);
  const owner = await findLink(database.read, hash, 'reset', now);
  if (owner === null) throw linkExpired();
  requireStrength(given.password, await readAccount(database.read, owner));
  const passwordHash = await hashPassword(given.password);
  const ended = await database.transact(async (tx) => {
    const userId = await spendLink(tx, hash, 'reset', now);
    if (userId === null) throw linkExpired();
    const { emailVerifiedAt, disabledAt } = present(await lockAccount(tx, userId), 'the account of a link');
    if (disabledAt !== null) throw linkExpired();
    // Until somebody proved the address, whoever registered it may have been a stranger: nothing they set up stays.
    if (emailVerifiedAt === null) {
      await deleteTotp(tx, userId);
      await deletePasskeys(tx, userId);
    }
    // Whoever could open the link reads the mail of this address.
    await updateAccount(tx, userId, { passwordHash, emailVerifiedAt: emailVerifiedAt ?? now });
    return endSignIns(tx, news, { userId, reason: 'password_changed', now });
  });
  for (const id of ended) news.deliverSoon(id);
}
