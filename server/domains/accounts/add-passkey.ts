/**
 * Adds the passkey that answered a challenge: made on one of our pages, for our host, with its user verified.
 */
import { type RegistrationResponseJSON, verifyRegistrationResponse } from '@simplewebauthn/server';
import { newId } from '#kernel/ids.ts';
import { isDuplicate, type Writer } from '#platform/database/index.ts';
import type { RedisConnection } from '#platform/redis/index.ts';
import type { Passkey } from '#protocol/http/security.ts';
import { describePasskey } from './describe-passkey.ts';
import { passkeyRefused, secondFactorNeeded, unauthenticated } from './errors.ts';
import type { AccountDeps, Caller, Site } from './parts.ts';
import { findLiveSignIn } from './store.ts';
import { countFactors, insertPasskey, type StoredPasskey } from './store-factors.ts';
import { lockAccount } from './store-people.ts';
import { takeChallenge } from './take-challenge.ts';
import { tellOwner } from './tell-owner.ts';

export interface AddPasskeyDeps extends AccountDeps {
  readonly redis: RedisConnection;
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

/**
 * @throws CHALLENGE_EXPIRED; PASSKEY_REFUSED where the answer does not hold, it is known already, or there are 20;
 * UNAUTHENTICATED, SECOND_FACTOR_NEEDED where the sign-in ended, or the account got a second factor, since it was begun
 */
export async function addPasskey(deps: AddPasskeyDeps, caller: Caller, given: NewPasskey): Promise<Passkey> {
  const { userId } = caller;
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
      await requireRoom(tx, caller, passkey.createdAt);
      await insertPasskey(tx, passkey);
      await tellOwner(tx, deps.news, userId, 'passkey_added');
    });
  } catch (error) {
    throw isDuplicate(error) ? passkeyRefused('This passkey is in use already.') : error;
  }
  deps.news.deliverSoon(userId);
  return describePasskey(passkey);
}

/** What was proved when it was begun may be too little now. */
async function requireRoom(tx: Writer, { userId, signInId }: Caller, now: Date): Promise<void> {
  const signIn = await findLiveSignIn(tx, signInId, now);
  if (signIn === null) throw unauthenticated();
  const { totp, passkeys } = await countFactors(tx, userId);
  if (passkeys >= most) throw passkeyRefused(`An account has at most ${most} passkeys.`);
  if ((totp || passkeys > 0) && !signIn.secondFactor) throw secondFactorNeeded(totp ? ['totp'] : ['passkey']);
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
