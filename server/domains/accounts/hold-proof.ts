/**
 * Holds on to what prove-again.ts found until it is acted upon: the person is locked, and what proved them is still so. A
 * password that was changed, or a sign-in that ended, while the old password was being checked changes nothing any more.
 */
import type { Writer } from '#platform/database/index.ts';
import { passwordWrong, unauthenticated } from './errors.ts';
import type { Caller } from './parts.ts';
import { type Account, findLiveSignIn } from './store.ts';
import { lockAccount } from './store-people.ts';

/**
 * @param proved the person as prove-again.ts answered them
 * @returns the person as they are now, locked
 * @throws UNAUTHENTICATED, CREDENTIALS_WRONG
 */
export async function holdProof(tx: Writer, { signInId }: Caller, proved: Account, now: Date): Promise<Account> {
  const account = await lockAccount(tx, proved.id);
  if (account === null || (await findLiveSignIn(tx, signInId, now)) === null) throw unauthenticated();
  if (account.passwordHash !== proved.passwordHash) throw passwordWrong();
  return account;
}
