/**
 * What somebody's account is protected by.
 */
import type { Reader } from '#platform/database/index.ts';
import type { Passkey } from '#protocol/http/security.ts';
import { describePasskey } from './describe-passkey.ts';
import { demandsSecondFactor } from './rules/counted-roles.ts';
import { readAccount } from './store.ts';
import { countFactors, countRecoveryCodes, findPasskeys } from './store-factors.ts';

export interface Security {
  totp: boolean;
  recoveryCodesLeft: number;
  passkeys: Passkey[];
  /** A role of this account demands a second factor. */
  required: boolean;
}

/** For the person themselves. */
export async function readSecurity(read: Reader, userId: string): Promise<Security> {
  const { totp } = await countFactors(read, userId);
  return {
    totp,
    recoveryCodesLeft: await countRecoveryCodes(read, userId),
    passkeys: (await findPasskeys(read, userId)).map(describePasskey),
    required: demandsSecondFactor((await readAccount(read, userId)).roles),
  };
}
