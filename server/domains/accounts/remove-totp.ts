/**
 * Turns the authenticator off, for somebody who proves with it that they may. Where no other factor remains, no sign-in
 * counts as proved by one any more.
 */
import { secondFactorRequired } from './errors.ts';
import { holdProof } from './hold-proof.ts';
import type { AccountDeps, Caller, GivenProof, ProofDeps } from './parts.ts';
import { proveAgain } from './prove-again.ts';
import { demandsSecondFactor } from './rules/counted-roles.ts';
import { markSecondFactor } from './store.ts';
import { countFactors, deleteTotp } from './store-factors.ts';
import { tellOwner } from './tell-owner.ts';

/**
 * @throws CREDENTIALS_WRONG, SECOND_FACTOR_NEEDED, CODE_WRONG, CODES_EXHAUSTED; SECOND_FACTOR_REQUIRED where a role demands
 * one and this is the last
 */
export async function removeTotp(deps: AccountDeps & ProofDeps, caller: Caller, proof: GivenProof): Promise<void> {
  const { userId } = caller;
  const proved = await proveAgain(deps, caller, proof);
  await deps.database.transact(async (tx) => {
    // Under the lock: of two factors that are removed at once one must stay where one must stay.
    const account = await holdProof(tx, caller, proved, new Date(deps.clock.now()));
    const { totp, passkeys } = await countFactors(tx, userId);
    if (!totp) return;
    if (passkeys === 0 && demandsSecondFactor(account.roles)) throw secondFactorRequired();
    await deleteTotp(tx, userId);
    if (passkeys === 0) await markSecondFactor(tx, { userId }, false);
    await tellOwner(tx, deps.news, userId, 'totp_removed');
  });
  deps.news.deliverSoon(userId);
}
