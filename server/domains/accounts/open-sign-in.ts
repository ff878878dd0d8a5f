/**
 * Begins a sign-in: the family that all refresh tokens of one device descend from.
 */
import type { Clock } from '#kernel/clock.ts';
import { hashSecret, newId, newSecret } from '#kernel/ids.ts';
import type { Database } from '#platform/database/index.ts';
import { signInExpiresAt } from './rules/lifetimes.ts';
import { type Account, insertSignIn } from './store.ts';

export interface OpenSignInDeps {
  readonly database: Database;
  readonly clock: Clock;
}

/** What a person holds after signing in or refreshing. */
export interface HeldSignIn {
  readonly account: Account;
  readonly signInId: string;
  /** Secret; only its hash is stored. */
  readonly refreshToken: string;
  readonly expiresAt: Date;
}

/** For somebody whose credentials were just checked. */
export async function openSignIn({ database, clock }: OpenSignInDeps, account: Account): Promise<HeldSignIn> {
  const now = clock.now();
  const signInId = newId(now);
  const refreshToken = newSecret();
  const expiresAt = new Date(signInExpiresAt(now, now));
  const signIn = {
    id: signInId,
    userId: account.id,
    createdAt: new Date(now),
    expiresAt,
    revokedAt: null,
    revokedReason: null,
  };
  await database.transact((tx) => insertSignIn(tx, signIn, hashSecret(refreshToken)));
  return { account, signInId, refreshToken, expiresAt };
}
