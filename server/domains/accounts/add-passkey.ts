/**
 * Adds the passkey that answered a challenge: made on one of our pages, for our host, with its user verified.
 */
import { type RegistrationResponseJSON, verifyRegistrationResponse } from '@simplewebauthn/server';
import type { Clock } from '#kernel/clock.ts';
import { newId } from '#kernel/ids.ts';
import { type Database, isDuplicate } from '#platform/database/index.ts';
import type { RedisConnection } from '#platform/redis/index.ts';
import type { Passkey } from '#protocol/http/security.ts';
import { describePasskey } from './describe-passkey.ts';
import { passkeyRefused } from './errors.ts';
import type { Caller, Site } from './parts.ts';
import { findPasskeys, insertPasskey, type StoredPasskey } from './store-factors.ts';
import { lockAccount } from './store-people.ts';
import { takeChallenge } from './take-challenge.ts';

export interface AddPasskeyDeps {
  readonly database: Database;
  readonly redis: RedisConnection;
  readonly clock: Clock;
  readonly site: Site;
}

export interface NewPasskey {
  readonly challengeId: string;
  readonly name: string;
  /** As the browser gave it; judged here. */
  readonly response: { readonly id: string };
}

const most = 20;
const longestTransport = 32;
const mostTransports = 8;

/** @throws CHALLENGE_EXPIRED; PASSKEY_REFUSED where the answer does not hold, it is known already, or there are 20 */
export async function addPasskey(deps: AddPasskeyDeps, { userId }: Caller, given: NewPasskey): Promise<Passkey> {
  const challenge = await takeChallenge(deps.redis, given.challengeId, userId);
  const credential = await judge(deps.site, challenge, given.response as unknown as RegistrationResponseJSON);
  const passkey: StoredPasskey = {
    ...{ id: newId(deps.clock.now()), userId, name: given.name },
    ...{ credentialId: credential.id, publicKey: credential.publicKey, counter: BigInt(credential.counter) },
    transports: shortTexts(credential.transports),
    ...{ createdAt: new Date(deps.clock.now()), lastUsedAt: null },
  };
  try {
    await deps.database.transact(async (tx) => {
      await lockAccount(tx, userId);
      if ((await findPasskeys(tx, userId)).length >= most)
        throw passkeyRefused(`An account has at most ${most} passkeys.`);
      await insertPasskey(tx, passkey);
    });
  } catch (error) {
    throw isDuplicate(error) ? passkeyRefused('This passkey is in use already.') : error;
  }
  return describePasskey(passkey);
}

/** A hint for browsers, passed on by the page as it likes. */
function shortTexts(given: unknown): string[] {
  if (!Array.isArray(given)) return [];
  const texts = given.filter((one): one is string => typeof one === 'string' && one.length <= longestTransport);
  return texts.slice(0, mostTransports);
}

async function judge({ rpId, origins }: Site, challenge: string, response: RegistrationResponseJSON) {
  const answer = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: [...origins],
    expectedRPID: rpId,
    requireUserVerification: true,
    // The library says with an exception what does not hold; what it says is not for the person.
  }).catch(() => ({ verified: false }) as const);
  if (!answer.verified) throw passkeyRefused('The answer of the passkey does not hold. Please try again.');
  return answer.registrationInfo.credential;
}
