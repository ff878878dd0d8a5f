/**
 * Turns an authenticator on with a code of it. This device is signed in with it from now on: its sign-in counts as proved by
 * a second factor, and what it held before (refresh tokens) is replaced. Sign-ins that no factor proved end: whoever had the
 * password before must have the authenticator too from now on. Roles that begin to count do so on open sockets as well.
 */
import { hashSecret, newSecret } from '#kernel/ids.ts';
import type { Writer } from '#platform/database/index.ts';
import { endSignIns } from './end-sign-ins.ts';
import { codeWrong, conflict, secondFactorNeeded, unauthenticated } from './errors.ts';
import { findStep } from './find-step.ts';
import { hashRecoveryCode } from './hash-recovery-code.ts';
import { makeRecoveryCodes } from './make-recovery-codes.ts';
import type { HeldSignIn } from './open-sign-in.ts';
import { openTotp } from './open-totp.ts';
import type { AccountDeps, Caller, ProofDeps } from './parts.ts';
import { demandsSecondFactor } from './rules/counted-roles.ts';
import { type Account, lockSignIn, markSecondFactor, readAccount, replaceTokens, type SignIn } from './store.ts';
import { countFactors, findTotp, replaceRecoveryCodes, confirmTotp as storeConfirmation } from './store-factors.ts';
import { lockAccount, updateRoles } from './store-people.ts';
import { tellOwner } from './tell-owner.ts';

type Deps = AccountDeps & ProofDeps;

/**
 * @throws CODE_WRONG; CONFLICT where nothing was begun, or another code was first; SECOND_FACTOR_NEEDED where there are
 * passkeys and this sign-in was not proved by one; UNAUTHENTICATED where it is over; RATE_LIMITED
 */
export async function confirmTotp(
  deps: Deps,
  caller: Caller,
  code: string,
): Promise<{ recoveryCodes: string[]; held: HeldSignIn }> {
  const { database, limits, clock, factorKeys, news } = deps;
  const { userId, signInId } = caller;
  await limits.take('codeSignIn', signInId);
  const begun = await findTotp(database.read, userId);
  if (begun === null || begun.confirmedAt !== null) throw nothingBegun();
  const step = findStep(openTotp(factorKeys.totp, begun), code, clock.now());
  if (step === null) throw codeWrong();
  const now = new Date(clock.now());
  const recoveryCodes = makeRecoveryCodes();
  const hashes = recoveryCodes.map((one) => hashRecoveryCode(factorKeys.recovery, userId, one));
  const refreshToken = newSecret();
  const { held, ended } = await database.transact(async (tx) => {
    const { account, signIn } = await hold(tx, caller, now);
    if (!(await storeConfirmation(tx, begun, step, now))) throw nothingBegun();
    await replaceRecoveryCodes(tx, userId, hashes);
    const ended = await raise(deps, tx, account, signIn, now);
    await replaceTokens(tx, signInId, hashSecret(refreshToken), now);
    const { expiresAt } = signIn;
    const raised = { id: signInId, secondFactor: true };
    return { ended, held: { account: await readAccount(tx, userId), signIn: raised, refreshToken, expiresAt } };
  });
  for (const key of [...ended, userId]) news.deliverSoon(key);
  return { recoveryCodes, held };
}

/** Who confirms may still do so: what they proved when they began may be too little now. */
async function hold(
  tx: Writer,
  { userId, signInId }: Caller,
  now: Date,
): Promise<{ readonly account: Account; readonly signIn: SignIn }> {
  const account = await lockAccount(tx, userId);
  const signIn = await lockSignIn(tx, signInId);
  if (account === null || account.disabledAt !== null || signIn === null) throw unauthenticated();
  if (signIn.revokedAt !== null || signIn.expiresAt <= now) throw unauthenticated();
  const { passkeys } = await countFactors(tx, userId);
  if (passkeys > 0 && !signIn.secondFactor) throw secondFactorNeeded(['passkey']);
  return { account, signIn };
}

/** What changes with the factor, but the factor itself. @returns the sign-ins that were ended */
async function raise({ news }: Deps, tx: Writer, account: Account, signIn: SignIn, now: Date): Promise<string[]> {
  const { id: userId, roles } = account;
  await markSecondFactor(tx, { id: signIn.id }, true);
  await tellOwner(tx, news, userId, 'totp_added');
  if (!signIn.secondFactor && demandsSecondFactor(roles)) {
    // The same roles in a new version: whoever stands on the one before is asked to come back, and they count then.
    const rightsVersion = await updateRoles(tx, userId, { roles, now });
    await news.record(tx, { name: 'account.rights-changed', key: userId, body: { userId, rightsVersion } });
  }
  return endSignIns(tx, news, { userId, reason: 'second_factor_added', now, except: signIn.id, unproved: true });
}

const nothingBegun = () => conflict('There is no authenticator to confirm.');
