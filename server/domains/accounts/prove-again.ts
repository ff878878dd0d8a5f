/**
 * Step-up: before something that cannot be taken back, a person proves once more that it is them and not whoever found
 * their screen open. The password, and the second factor where there is one.
 */
import { verify } from '@node-rs/argon2';
import { checkCode } from './check-code.ts';
import { countCode } from './count-code.ts';
import { passwordWrong, secondFactorNeeded, unauthenticated } from './errors.ts';
import type { Caller, GivenProof, ProofDeps } from './parts.ts';
import { type Account, findLiveSignIn } from './store.ts';
import { countFactors } from './store-factors.ts';

/**
 * A code is demanded where an authenticator is enrolled. Where there are only passkeys nobody has a code to give: then the
 * sign-in itself must have been proved by one, or a password alone could add another passkey and become a moderator by it.
 * @throws CREDENTIALS_WRONG, SECOND_FACTOR_NEEDED, CODE_WRONG, CODES_EXHAUSTED, RATE_LIMITED
 */
export async function proveAgain(deps: ProofDeps, caller: Caller, { password, code }: GivenProof): Promise<Account> {
  const { database, limits, clock } = deps;
  await limits.take('proof', caller.userId);
  const signIn = await findLiveSignIn(database.read, caller.signInId, new Date(clock.now()));
  if (signIn === null || signIn.account.passwordHash === null) throw unauthenticated();
  if (!(await verify(signIn.account.passwordHash, password))) throw passwordWrong();
  const { totp, passkeys } = await countFactors(database.read, caller.userId);
  if (totp) {
    if (code === undefined) throw secondFactorNeeded(['totp']);
    // By sign-in: a stranger who has the password cannot use this up.
    const { userId, signInId } = caller;
    await countCode(limits, code, {
      ...{ userId, hourly: ['codeSignIn', signInId] },
      proved: signIn.secondFactor ? signInId : null,
    });
    await checkCode(deps, caller.userId, code);
  } else if (passkeys > 0 && !signIn.secondFactor) {
    throw secondFactorNeeded(['passkey']);
  }
  return signIn.account;
}
