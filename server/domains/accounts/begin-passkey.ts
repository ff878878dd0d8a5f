/**
 * Begins to add a passkey: a challenge for an authenticator that verifies its user and remembers whose it is.
 */
import { generateRegistrationOptions } from '@simplewebauthn/server';
import type { RedisConnection } from '#platform/redis/index.ts';
import { keepChallenge } from './keep-challenge.ts';
import type { Caller, GivenProof, ProofDeps, Site } from './parts.ts';
import { proveAgain } from './prove-again.ts';
import { challengeSeconds } from './rules/lifetimes.ts';
import { findPasskeys } from './store-factors.ts';

export interface BeginPasskeyDeps extends ProofDeps {
  readonly redis: RedisConnection;
  readonly site: Site;
}

/** @throws CREDENTIALS_WRONG, SECOND_FACTOR_NEEDED, CODE_WRONG, CODES_EXHAUSTED, RATE_LIMITED */
export async function beginPasskey(deps: BeginPasskeyDeps, caller: Caller, proof: GivenProof) {
  const account = await proveAgain(deps, caller, proof);
  const there = await findPasskeys(deps.database.read, account.id);
  const options = await generateRegistrationOptions({
    rpName: 'Busker',
    rpID: deps.site.rpId,
    userID: new TextEncoder().encode(account.id),
    userName: account.email,
    userDisplayName: account.displayName,
    attestationType: 'none',
    timeout: challengeSeconds * 1_000,
    excludeCredentials: there.map(({ credentialId, transports }) => ({
      id: credentialId,
      transports: [...transports],
    })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  const challengeId = await keepChallenge(deps.redis, options.challenge, account.id);
  return { challengeId, options: { ...options } };
}
