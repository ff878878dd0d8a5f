/**
 * Ten new recovery codes in place of the old ones.
 */
import { conflict } from './errors.ts';
import { hashRecoveryCode } from './hash-recovery-code.ts';
import { holdProof } from './hold-proof.ts';
import { makeRecoveryCodes } from './make-recovery-codes.ts';
import type { AccountDeps, Caller, GivenProof, ProofDeps } from './parts.ts';
import { proveAgain } from './prove-again.ts';
import { countFactors, replaceRecoveryCodes } from './store-factors.ts';
import { tellOwner } from './tell-owner.ts';

/** @throws CREDENTIALS_WRONG, SECOND_FACTOR_NEEDED, CODE_WRONG, CODES_EXHAUSTED; CONFLICT where there is no authenticator */
export async function renewRecoveryCodes(
  deps: AccountDeps & ProofDeps,
  caller: Caller,
  proof: GivenProof,
): Promise<string[]> {
  const { userId } = caller;
  const proved = await proveAgain(deps, caller, proof);
  const codes = makeRecoveryCodes();
  const hashes = codes.map((code) => hashRecoveryCode(deps.factorKeys.recovery, userId, code));
  await deps.database.transact(async (tx) => {
    await holdProof(tx, caller, proved, new Date(deps.clock.now()));
    if (!(await countFactors(tx, userId)).totp) throw conflict('There is no authenticator to have codes for.');
    await replaceRecoveryCodes(tx, userId, hashes);
    await tellOwner(tx, deps.news, userId, 'recovery_codes_renewed');
  });
  deps.news.deliverSoon(userId);
  return codes;
}
