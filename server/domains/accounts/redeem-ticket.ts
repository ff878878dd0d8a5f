/**
 * Takes a socket's ticket and says who stands behind it now: not who did when it was issued, for a minute is long enough
 * to be signed out, suspended or given another role.
 */
import type { Clock } from '#kernel/clock.ts';
import { hashSecret } from '#kernel/ids.ts';
import type { Database } from '#platform/database/index.ts';
import type { Identity } from '#platform/http/handler.ts';
import type { RedisConnection } from '#platform/redis/index.ts';
import { describeIdentity } from './describe-identity.ts';
import { unauthenticated } from './errors.ts';
import { findLiveSignIn } from './store.ts';

export interface RedeemDeps {
  readonly redis: RedisConnection;
  readonly database: Database;
  readonly clock: Clock;
}

/** @throws UNAUTHENTICATED where the ticket is unknown, used, too old, or its sign-in is over. */
export async function redeemTicket({ redis, database, clock }: RedeemDeps, ticket: string): Promise<Identity> {
  const signInId = await redis.commands.getdel(`ticket:${hashSecret(ticket)}`);
  if (signInId === null) throw unauthenticated();
  const signIn = await findLiveSignIn(database.read, signInId, new Date(clock.now()));
  if (signIn === null) throw unauthenticated();
  return describeIdentity(signIn.account, signIn);
}
