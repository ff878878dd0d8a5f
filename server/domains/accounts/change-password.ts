/**
 * Changes a password for somebody who proves once more that it is them. Every other sign-in ends.
 */
import { endSignIns } from './end-sign-ins.ts';
import { hashPassword } from './hash-password.ts';
import { holdProof } from './hold-proof.ts';
import type { AccountDeps, Caller, GivenProof, ProofDeps } from './parts.ts';
import { proveAgain } from './prove-again.ts';
import { requireStrength } from './require-strength.ts';
import { updateAccount } from './store-people.ts';
import { tellOwner } from './tell-owner.ts';

/** @throws CREDENTIALS_WRONG, SECOND_FACTOR_NEEDED, CODE_WRONG, CODES_EXHAUSTED, PASSWORD_WEAK, RATE_LIMITED */
export async function changePassword(
  deps: AccountDeps & ProofDeps,
  caller: Caller,
  { newPassword, ...proof }: GivenProof & { readonly newPassword: string },
): Promise<void> {
  const account = await proveAgain(deps, caller, proof);
  requireStrength(newPassword, account);
  const passwordHash = await hashPassword(newPassword);
  const { userId, signInId: except } = caller;
  const now = new Date(deps.clock.now());
  const ended = await deps.database.transact(async (tx) => {
    await holdProof(tx, caller, account, now);
    await updateAccount(tx, userId, { passwordHash });
    await tellOwner(tx, deps.news, userId, 'password_changed');
    return endSignIns(tx, deps.news, { userId, reason: 'password_changed', now, except });
  });
  for (const key of [...ended, userId]) deps.news.deliverSoon(key);
}
