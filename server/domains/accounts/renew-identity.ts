/**
 * Who stands on a sign-in now, for what outlives its access token: a socket's session that is taken up again.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database } from '#platform/database/index.ts';
import type { Identity } from '#platform/http/handler.ts';
import { describeIdentity } from './describe-identity.ts';
import { findLiveSignIn } from './store.ts';

/** Null where the sign-in is over, or the account is suspended. */
export async function renewIdentity(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  signInId: string,
): Promise<Identity | null> {
  const signIn = await findLiveSignIn(database.read, signInId, new Date(clock.now()));
  return signIn === null ? null : describeIdentity(signIn.account, signIn);
}
