/**
 * Changes a password for somebody who proves once more that it is them. Every other sign-in ends.
 */
import { endSignIns } from './end-sign-ins.ts';
import { hashPassword } from './hash-password.ts';
import type { AccountDeps, Caller, GivenProof, ProofDeps } from './parts.ts';
import { proveAgain } from './prove-again.ts';
import { requireStrength } from './require-strength.ts';
import { updateAccount } from './store-people.ts';

/** @throws CREDENTIALS_WRONG, SECOND_FACTOR_NEEDED, CODE_WRONG, PASSWORD_WEAK, RATE_LIMITED */
export async function changePassword(
  deps: AccountDeps & ProofDeps,
  caller: Caller,
  { newPassword, ...proof }: GivenProof & { readonly newPassword: string },
): Promise<void> {
  const account = await proveAgain(deps, caller, proof);
  requireStrength(newPassword, account);
  const passwordHash = await hashPassword(newPassword);
  const { userId, signInId: except } = caller;
  const ending = { userId, reason: 'password_changed', now: new Date(deps.clock.now()), except } as const;
  const ended = await deps.database.transact(async (tx) => {
    await updateAccount(tx, userId, { passwordHash });
    return endSignIns(tx, deps.news, ending);
  });
  for (const id of ended) deps.news.deliverSoon(id);
}
