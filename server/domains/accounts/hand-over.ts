/**
 * What somebody is given who just signed in, refreshed or proved more than before: themselves and an access token.
 */
import type { Reader } from '#platform/database/index.ts';
import type { SignedIn } from '#protocol/http/auth.ts';
import { describeIdentity } from './describe-identity.ts';
import { type AccessTokenDeps, issueAccessToken } from './issue-access-token.ts';
import { demandsSecondFactor } from './rules/counted-roles.ts';
import { accessTokenSeconds } from './rules/lifetimes.ts';
import type { Account } from './store.ts';
import { countFactors } from './store-factors.ts';

export interface HandOverDeps extends AccessTokenDeps {
  readonly database: { readonly read: Reader };
}

/** @param signIn one that was just opened, traded or raised */
export async function handOver(
  deps: HandOverDeps,
  account: Account,
  signIn: { readonly id: string; readonly secondFactor: boolean },
): Promise<SignedIn> {
  const identity = describeIdentity(account, signIn);
  const { totp, passkeys } = await countFactors(deps.database.read, account.id);
  return {
    user: {
      ...{ id: account.id, displayName: account.displayName, handle: account.handle, roles: [...identity.roles] },
      email: account.email,
      emailVerified: account.emailVerifiedAt !== null,
      secondFactor: {
        enrolled: totp || passkeys > 0,
        used: signIn.secondFactor,
        required: demandsSecondFactor(account.roles),
      },
    },
    accessToken: issueAccessToken(deps, identity),
    expiresIn: accessTokenSeconds,
  };
}
