/**
 * Decides whose passkey answered a challenge. What is checked: our challenge, once; one of our pages; our host; the user was
 * verified; the signature; that the credential's own idea of its owner is ours; that its counter grew.
 */
import { type AuthenticationResponseJSON, verifyAuthenticationResponse } from '@simplewebauthn/server';
import type { Clock } from '#kernel/clock.ts';
import type { Database } from '#platform/database/index.ts';
import type { RedisConnection } from '#platform/redis/index.ts';
import { passkeyWrong } from './errors.ts';
import type { Site } from './parts.ts';
import { type Account, readAccount } from './store.ts';
import { findPasskey, type StoredPasskey, spendCounter } from './store-factors.ts';
import { takeChallenge } from './take-challenge.ts';

export interface CheckPasskeyDeps {
  readonly database: Database;
  readonly redis: RedisConnection;
  readonly clock: Clock;
  readonly site: Site;
}

/** @throws CHALLENGE_EXPIRED; CREDENTIALS_WRONG for everything else that does not hold, a disabled account included */
export async function checkPasskey(
  deps: CheckPasskeyDeps,
  given: { readonly challengeId: string; readonly response: { readonly id: string } },
): Promise<Account> {
  const challenge = await takeChallenge(deps.redis, given.challengeId, null);
  const passkey = await findPasskey(deps.database.read, given.response.id);
  if (passkey === null) throw passkeyWrong();
  const counter = await judge(deps.site, challenge, passkey, given.response as unknown as AuthenticationResponseJSON);
  const now = new Date(deps.clock.now());
  return deps.database.transact(async (tx) => {
    const account = await readAccount(tx, passkey.userId);
    if (account.disabledAt !== null || !(await spendCounter(tx, passkey.id, counter, now))) throw passkeyWrong();
    return account;
  });
}

/** @returns the new counter */
async function judge(
  { rpId, origins }: Site,
  challenge: string,
  { credentialId, publicKey, counter, userId }: StoredPasskey,
  response: AuthenticationResponseJSON,
): Promise<number> {
  const answer = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: [...origins],
    expectedRPID: rpId,
    requireUserVerification: true,
    credential: { id: credentialId, publicKey, counter: Number(counter) },
    // The library says with an exception what does not hold; what it says is not for a stranger.
  }).catch(() => null);
  if (answer === null || !answer.verified) throw passkeyWrong();
  const owner: unknown = response.response.userHandle;
  if (typeof owner === 'string' && Buffer.from(owner, 'base64url').toString() !== userId) throw passkeyWrong();
  return answer.authenticationInfo.newCounter;
}
