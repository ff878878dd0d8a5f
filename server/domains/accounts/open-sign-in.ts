/**
 * Begins a sign-in: the family that all refresh tokens of one device descend from.
 */
import type { Clock } from '#kernel/clock.ts';
import { hashSecret, newId, newSecret } from '#kernel/ids.ts';
import type { Database } from '#platform/database/index.ts';
import { credentialsWrong, secondFactorNeeded } from './errors.ts';
import { signInExpiresAt } from './rules/lifetimes.ts';
import { type Account, insertSignIn, type SignIn } from './store.ts';
import { countFactors } from './store-factors.ts';
import { lockAccount } from './store-people.ts';

export interface OpenSignInDeps {
  readonly database: Database;
  readonly clock: Clock;
}

/** What a person holds after signing in or refreshing. */
export interface HeldSignIn {
  readonly account: Account;
  readonly signIn: Pick<SignIn, 'id' | 'secondFactor'>;
  /** Secret; only its hash is stored. */
  readonly refreshToken: string;
  readonly expiresAt: Date;
}

/** How somebody just proved who they are, and with what. */
export interface Proved {
  /** By a code or a passkey too. */
  readonly secondFactor: boolean;
  /** What their browser says it is; empty where it says nothing. */
  readonly userAgent: string;
}

/**
 * For somebody whose credentials were just checked. The account is looked at again under its lock: a password that was
 * changed, a suspension that came, or a second factor that was set up or removed while the old one was being checked lets
 * nobody in.
 * @throws CREDENTIALS_WRONG, SECOND_FACTOR_NEEDED
 */
export async function openSignIn(
  { database, clock }: OpenSignInDeps,
  account: Account,
  { secondFactor, userAgent }: Proved,
): Promise<HeldSignIn> {
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
    secondFactor,
    userAgent: userAgent === '' ? null : userAgent,
  };
  await database.transact(async (tx) => {
    const current = await lockAccount(tx, account.id);
    if (current === null || current.disabledAt !== null) throw credentialsWrong();
    if (current.passwordHash !== account.passwordHash) throw credentialsWrong();
    const { totp, passkeys } = await countFactors(tx, account.id);
    if (totp && !secondFactor) throw secondFactorNeeded(passkeys > 0 ? ['totp', 'passkey'] : ['totp']);
    if (secondFactor && !totp && passkeys === 0) throw credentialsWrong();
    await insertSignIn(tx, signIn, hashSecret(refreshToken));
  });
  return { account, signIn, refreshToken, expiresAt };
}
