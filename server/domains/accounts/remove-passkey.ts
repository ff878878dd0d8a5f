/**
 * Removes a passkey.
 */
import { notFound, secondFactorRequired, signInTooWeak, unauthenticated } from './errors.ts';
import type { AccountDeps, Caller } from './parts.ts';
import { demandsSecondFactor } from './rules/counted-roles.ts';
import { findLiveSignIn, markSecondFactor } from './store.ts';
import { countFactors, deletePasskeys, findPasskeys } from './store-factors.ts';
import { lockAccount } from './store-people.ts';
import { tellOwner } from './tell-owner.ts';

/**
 * @throws NOT_FOUND where it is not theirs; SECOND_FACTOR_REQUIRED where a role demands a second factor and this is the
 * last, or this sign-in was not proved by a second factor
 */
export async function removePasskey(
  { database, news, clock }: AccountDeps,
  { userId, signInId }: Caller,
  id: string,
): Promise<void> {
  await database.transact(async (tx) => {
    const account = await lockAccount(tx, userId);
    const signIn = await findLiveSignIn(tx, signInId, new Date(clock.now()));
    if (account === null || signIn === null) throw unauthenticated();
    const demanded = demandsSecondFactor(account.roles);
    if (!(await findPasskeys(tx, userId)).some((one) => one.id === id)) throw notFound('This passkey');
    // A password alone must not take the second factor away.
    if (!signIn.secondFactor) throw signInTooWeak();
    await deletePasskeys(tx, userId, id);
    const { totp, passkeys } = await countFactors(tx, userId);
    const last = !totp && passkeys === 0;
    if (last && demanded) throw secondFactorRequired();
    if (last) await markSecondFactor(tx, { userId }, false);
    await tellOwner(tx, news, userId, 'passkey_removed');
  });
  news.deliverSoon(userId);
}
