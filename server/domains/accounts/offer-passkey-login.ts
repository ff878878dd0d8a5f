/**
 * A challenge for signing in with a passkey. It names nobody: the authenticator knows whose passkeys it has for us.
 */
import { generateAuthenticationOptions } from '@simplewebauthn/server';
import type { RedisConnection } from '#platform/redis/index.ts';
import { keepChallenge } from './keep-challenge.ts';
import type { Site } from './parts.ts';
import { challengeSeconds } from './rules/lifetimes.ts';

/** Good once, for five minutes. */
export async function offerPasskeyLogin({ redis, site }: { readonly redis: RedisConnection; readonly site: Site }) {
  const options = await generateAuthenticationOptions({
    rpID: site.rpId,
    userVerification: 'required',
    timeout: challengeSeconds * 1_000,
  });
  return { challengeId: await keepChallenge(redis, options.challenge, null), options: { ...options } };
}
