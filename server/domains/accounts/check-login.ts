/**
 * Signing in with a password, and with the second factor where the account has one. Counts attempts before it looks: ten a
 * minute for an address, and as many for each device that signed in to it before (read-device.ts says why).
 */
import { checkCode } from './check-code.ts';
import { type Credentials, checkCredentials } from './check-credentials.ts';
import { secondFactorNeeded } from './errors.ts';
import type { ProofDeps } from './parts.ts';
import type { Device } from './read-device.ts';
import { canonicalEmail } from './rules/email.ts';
import type { Account } from './store.ts';
import { countFactors } from './store-factors.ts';

export interface Attempt extends Credentials {
  readonly code?: string | undefined;
}

/**
 * @returns the person, and whether a second factor was used
 * @throws RATE_LIMITED, CREDENTIALS_WRONG, SECOND_FACTOR_NEEDED, CODE_WRONG
 */
export async function checkLogin(
  deps: ProofDeps,
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
  await (bucket === null ? limits.take('code', account.id) : limits.take('codeKnownDevice', bucket));
  await checkCode(deps, account.id, code);
  return { account, secondFactor: true };
}
