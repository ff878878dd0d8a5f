/**
 * Sets a new password with the token that was mailed, and ends every sign-in: whoever had the old password, or a cookie of
 * it, is out, and every other link of the account is used up. The second factor stays: a mailbox alone does not open an
 * account that has one.
 */
import { present } from '#kernel/assert.ts';
import { hashSecret } from '#kernel/ids.ts';
import { endSignIns } from './end-sign-ins.ts';
import { linkExpired } from './errors.ts';
import { hashPassword } from './hash-password.ts';
import type { AccountDeps } from './parts.ts';
import { requireStrength } from './require-strength.ts';
import { type Account, readAccount } from './store.ts';
import { deletePasskeys, deleteTotp } from './store-factors.ts';
import { findLink, spendLink, spendLinks } from './store-links.ts';
import { lockAccount, updateAccount } from './store-people.ts';
import { tellOwner } from './tell-owner.ts';

/**
 * @returns whose password it is now
 * @throws LINK_EXPIRED, PASSWORD_WEAK (the link stays good)
 */
export async function resetPassword(deps: AccountDeps, given: { token: string; password: string }): Promise<Account> {
  const { database, news, clock } = deps;
  const now = new Date(clock.now());
  const hash = hashSecret(given.token);
  const userId = await findLink(database.read, hash, 'reset', now);
  if (userId === null) throw linkExpired();
  const owner = await readAccount(database.read, userId);
  requireStrength(given.password, owner);
  const passwordHash = await hashPassword(given.password);
  const ended = await database.transact(async (tx) => {
    // The person first: of two links that are opened at once, one sets the password and voids the other.
    const { emailVerifiedAt, disabledAt } = present(await lockAccount(tx, userId), 'the account of a link');
    if (disabledAt !== null || (await spendLink(tx, hash, 'reset', now)) === null) throw linkExpired();
    await spendLinks(tx, userId, 'reset', now);
    // Until somebody proved the address, whoever registered it may have been a stranger: nothing they set up stays.
    if (emailVerifiedAt === null) {
      await deleteTotp(tx, userId);
      await deletePasskeys(tx, userId);
    }
    // Whoever could open the link reads the mail of this address.
    await updateAccount(tx, userId, { passwordHash, emailVerifiedAt: emailVerifiedAt ?? now });
    await tellOwner(tx, news, userId, 'password_reset');
    return endSignIns(tx, news, { userId, reason: 'password_changed', now });
  });
  for (const key of [...ended, userId]) news.deliverSoon(key);
  return owner;
}
