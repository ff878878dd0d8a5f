/**
 * Turns an authenticator on with a code of it. This device is signed in with it from now on: its sign-in counts as proved by
 * a second factor, and what it held before (refresh tokens) is replaced.
 */
import { hashSecret, newSecret } from '#kernel/ids.ts';
import { codeWrong, conflict, unauthenticated } from './errors.ts';
import { findStep } from './find-step.ts';
import { hashRecoveryCode } from './hash-recovery-code.ts';
import { makeRecoveryCodes } from './make-recovery-codes.ts';
import type { HeldSignIn } from './open-sign-in.ts';
import { openTotp } from './open-totp.ts';
import type { Caller, ProofDeps } from './parts.ts';
import { lockSignIn, markSecondFactor, readAccount, replaceTokens } from './store.ts';
import { findTotp, replaceRecoveryCodes, confirmTotp as storeConfirmation } from './store-factors.ts';

/** @throws CODE_WRONG; CONFLICT where nothing was begun, or another code was first; RATE_LIMITED */
export async function confirmTotp(
  deps: ProofDeps,
  { userId, signInId }: Caller,
  code: string,
): Promise<{ recoveryCodes: string[]; held: HeldSignIn }> {
  const { database, limits, clock, factorKeys } = deps;
  await limits.take('codeSignIn', signInId);
  const begun = await findTotp(database.read, userId);
  if (begun === null || begun.confirmedAt !== null) throw conflict('There is no authenticator to confirm.');
  const step = findStep(openTotp(factorKeys.totp, begun), code, clock.now());
  if (step === null) throw codeWrong();
  const now = new Date(clock.now());
  const recoveryCodes = makeRecoveryCodes();
  const refreshToken = newSecret();
  const held = await database.transact(async (tx) => {
    const signIn = await lockSignIn(tx, signInId);
    if (signIn === null || signIn.revokedAt !== null || signIn.expiresAt <= now) throw unauthenticated();
    if (!(await storeConfirmation(tx, begun, step, now))) throw conflict('There is no authenticator to confirm.');
    const hashes = recoveryCodes.map((one) => hashRecoveryCode(factorKeys.recovery, userId, one));
    await replaceRecoveryCodes(tx, userId, hashes);
    await markSecondFactor(tx, { id: signInId }, true);
    await replaceTokens(tx, signInId, hashSecret(refreshToken), now);
    const account = await readAccount(tx, userId);
    return { account, signIn: { id: signInId, secondFactor: true }, refreshToken, expiresAt: signIn.expiresAt };
  });
  return { recoveryCodes, held };
}
