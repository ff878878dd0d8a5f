/**
 * Keeps a WebAuthn challenge until it is answered, for five minutes at most. In Redis: it may be lost, one asks again.
 */
import { hashSecret, newSecret } from '#kernel/ids.ts';
import type { RedisConnection } from '#platform/redis/index.ts';
import { challengeSeconds } from './rules/lifetimes.ts';

/** @param userId whose passkey is being added; null where somebody wants to sign in @returns the id to answer with */
export async function keepChallenge(redis: RedisConnection, challenge: string, userId: string | null): Promise<string> {
  const challengeId = newSecret();
  const kept = JSON.stringify({ challenge, userId });
  await redis.commands.set(`passkey-challenge:${hashSecret(challengeId)}`, kept, 'EX', challengeSeconds);
  return challengeId;
}
