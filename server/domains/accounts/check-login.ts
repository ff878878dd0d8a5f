/**
 * Signing in with a password, and with the second factor where the account has one. Counts attempts before it looks: ten a
 * minute for an address, and as many for each device that signed in to it before (read-device.ts says why). Where somebody
 * who has the password used up the day's codes, the owner is told: only they should have it.
 */
import { Refusal } from '#kernel/refusal.ts';
import type { Reader } from '#platform/database/index.ts';
import { checkCode } from './check-code.ts';
import { type Credentials, checkCredentials } from './check-credentials.ts';
import { countCode } from './count-code.ts';
import { secondFactorNeeded } from './errors.ts';
import type { AccountDeps, ProofDeps } from './parts.ts';
import type { Device } from './read-device.ts';
import { canonicalEmail } from './rules/email.ts';
import type { Account } from './store.ts';
import { countFactors, findTotp } from './store-factors.ts';
import { tellOwner } from './tell-owner.ts';
import { tryLimit } from './try-limit.ts';

export interface Attempt extends Credentials {
  readonly code?: string | undefined;
}

/**
 * @returns the person, and whether a second factor was used
 * @throws RATE_LIMITED, CREDENTIALS_WRONG, SECOND_FACTOR_NEEDED, CODE_WRONG, CODES_EXHAUSTED
 */
export async function checkLogin(
  deps: AccountDeps & ProofDeps,
  { code, ...credentials }: Attempt,
  device: Device,
): Promise<{ readonly account: Account; readonly secondFactor: boolean }> {
  const { database, limits } = deps;
  const email = canonicalEmail(credentials.email);
  const bucket = device.bucketFor(email);
  await (bucket === null ? limits.take('loginAccount', email) : limits.take('loginKnownDevice', bucket));
  const account = await checkCredentials(database.read, credentials);
  const { totp, passkeys } = await countFactors(database.read, account.id);
  if (!totp) return { account, secondFactor: false };
  if (code === undefined) throw secondFactorNeeded(passkeys > 0 ? ['totp', 'passkey'] : ['totp']);
  await countCode(limits, code, {
    userId: account.id,
    hourly: bucket === null ? ['code', account.id] : ['codeKnownDevice', bucket],
    proved: (await isProved(database.read, device, account)) ? bucket : null,
  }).catch((refused: unknown) => warnOwner(deps, account.id, refused));
  await checkCode(deps, account.id, code);
  return { account, secondFactor: true };
}

/** With the authenticator of today: whoever had the account before, and one of their own, is a stranger to its owner's. */
async function isProved(read: Reader, device: Device, { id, email }: Account): Promise<boolean> {
  const totp = await findTotp(read, id);
  return totp !== null && totp.confirmedAt !== null && device.hasProved(email, totp.confirmedAt);
}

/** Once a day, however often they go on. */
async function warnOwner({ database, limits, news }: AccountDeps & ProofDeps, userId: string, refused: unknown) {
  const exhausted = refused instanceof Refusal && refused.code === 'CODES_EXHAUSTED';
  if (exhausted && (await tryLimit(limits, 'codesTold', userId))) {
    await database.transact((tx) => tellOwner(tx, news, userId, 'codes_exhausted'));
    news.deliverSoon(userId);
  }
  throw refused;
}
