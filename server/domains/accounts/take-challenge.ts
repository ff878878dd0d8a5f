/**
 * Takes a challenge that keep-challenge.ts kept: once, for what it was made for, by whom it was made for.
 */
import { z } from 'zod';
import { hashSecret } from '#kernel/ids.ts';
import type { RedisConnection } from '#platform/redis/index.ts';
import { challengeExpired } from './errors.ts';

const Kept = z.object({ challenge: z.string(), userId: z.uuid().nullable() });

/** @throws CHALLENGE_EXPIRED where it is unknown, answered, too old or somebody else's; it is gone then */
export async function takeChallenge(redis: RedisConnection, id: string, userId: string | null): Promise<string> {
  const kept = await redis.commands.getdel(`passkey-challenge:${hashSecret(id)}`);
  if (kept === null) throw challengeExpired();
  const { challenge, userId: madeFor } = Kept.parse(JSON.parse(kept));
  if (madeFor !== userId) throw challengeExpired();
  return challenge;
}
