/**
 * Ten new recovery codes in place of the old ones.
 */
import { conflict } from './errors.ts';
import { hashRecoveryCode } from './hash-recovery-code.ts';
import { makeRecoveryCodes } from './make-recovery-codes.ts';
import type { Caller, GivenProof, ProofDeps } from './parts.ts';
import { proveAgain } from './prove-again.ts';
import { countFactors, replaceRecoveryCodes } from './store-factors.ts';
import { lockAccount } from './store-people.ts';

/** @throws CREDENTIALS_WRONG, SECOND_FACTOR_NEEDED, CODE_WRONG; CONFLICT where there is no authenticator */
export async function renewRecoveryCodes(deps: ProofDeps, caller: Caller, proof: GivenProof): Promise<string[]> {
  const { userId } = caller;
  await proveAgain(deps, caller, proof);
  const codes = makeRecoveryCodes();
  const hashes = codes.map((code) => hashRecoveryCode(deps.factorKeys.recovery, userId, code));
  await deps.database.transact(async (tx) => {
    await lockAccount(tx, userId);
    if (!(await countFactors(tx, userId)).totp) throw conflict('There is no authenticator to have codes for.');
    await replaceRecoveryCodes(tx, userId, hashes);
  });
  return codes;
}
