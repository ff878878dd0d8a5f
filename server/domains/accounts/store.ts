/**
 * The queries of accounts: people, their sign-ins, the refresh tokens of each.
 */
import type { Reader, Writer } from '#platform/database/index.ts';
import type { Role } from '#protocol/http/route.ts';

/** A person as the domain knows them; the hash never leaves it. */
export interface Account {
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly passwordHash: string;
  readonly disabledAt: Date | null;
}

export interface SignIn {
  readonly id: string;
  readonly userId: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly revokedReason: string | null;
}

export type RevokedReason = 'signed_out' | 'reused' | 'disabled';

/** @param email in its canonical form */
export async function findAccountByEmail(read: Reader, email: string): Promise<Account | null> {
  return (await read.account.findUnique({ where: { email } })) as Account | null;
}

/** The account of a sign-in that was just seen. */
export async function readAccount(read: Reader, id: string): Promise<Account> {
  return (await read.account.findUniqueOrThrow({ where: { id } })) as Account;
}

/** Id and display name of many people at once; unknown ids are absent. */
export function findPeople(read: Reader, ids: readonly string[]): Promise<{ id: string; displayName: string }[]> {
  return read.account.findMany({ where: { id: { in: [...ids] } }, select: { id: true, displayName: true } });
}

/** The sign-in and its account, where neither has ended. */
export async function findLiveSignIn(
  read: Reader,
  id: string,
  now: Date,
): Promise<(SignIn & { account: Account }) | null> {
  const found = await read.signIn.findFirst({
    where: { id, revokedAt: null, expiresAt: { gt: now }, account: { disabledAt: null } },
    include: { account: true },
  });
  return found as (SignIn & { account: Account }) | null;
}

/** A new sign-in and its first refresh token. */
export async function insertSignIn(tx: Writer, signIn: SignIn, tokenHash: string): Promise<void> {
  const { id, userId, createdAt, expiresAt } = signIn;
  await tx.signIn.create({ data: { id, userId, createdAt, lastUsedAt: createdAt, expiresAt } });
  await tx.refreshToken.create({ data: { hash: tokenHash, signInId: id, issuedAt: createdAt } });
}

/**
 * Locks the sign-in that a refresh token belongs to. Read the token only afterwards, in a statement of its own: the one
 * that waits for a lock sees other tables as they were before it waited.
 */
export async function lockSignInOf(tx: Writer, tokenHash: string): Promise<SignIn | null> {
  const token = await tx.refreshToken.findUnique({ where: { hash: tokenHash }, select: { signInId: true } });
  return token === null ? null : lockSignIn(tx, token.signInId);
}

/** Locks a sign-in until the transaction ends. */
export async function lockSignIn(tx: Writer, id: string): Promise<SignIn | null> {
  const rows = await tx.$queryRaw<SignIn[]>`
    SELECT id, user_id AS "userId", created_at AS "createdAt", expires_at AS "expiresAt",
      revoked_at AS "revokedAt", revoked_reason AS "revokedReason"
    FROM sign_in WHERE id = ${id}::uuid FOR UPDATE`;
  return rows[0] ?? null;
}

/** When a token was traded, and whether one of its children was. */
export async function readToken(tx: Writer, hash: string): Promise<{ usedAt: Date | null; childUsed: boolean }> {
  const { usedAt } = await tx.refreshToken.findUniqueOrThrow({ where: { hash } });
  const child = await tx.refreshToken.findFirst({ where: { parentHash: hash, usedAt: { not: null } } });
  return { usedAt, childUsed: child !== null };
}

/** Marks every unused token of a sign-in as used: the one that is traded and those it overtakes. */
export async function spendTokens(tx: Writer, signInId: string, now: Date): Promise<void> {
  // The clocks of two processes differ a little; a token is never used before it was issued.
  await tx.$executeRaw`
    UPDATE refresh_token SET used_at = greatest(issued_at, ${now}::timestamptz)
    WHERE sign_in_id = ${signInId}::uuid AND used_at IS NULL`;
}

/** Adds the token that another is traded for, and notes the use of its sign-in. */
export async function insertChild(
  tx: Writer,
  {
    signInId,
    parentHash,
    hash,
    now,
    expiresAt,
  }: { signInId: string; parentHash: string; hash: string; now: Date; expiresAt: Date },
): Promise<void> {
  await tx.refreshToken.create({ data: { hash, signInId, parentHash, issuedAt: now } });
  await tx.signIn.update({ where: { id: signInId }, data: { lastUsedAt: now, expiresAt } });
}

/** Ends a sign-in. @returns false where it had ended before. */
export async function revokeSignIn(tx: Writer, id: string, reason: RevokedReason, now: Date): Promise<boolean> {
  const { count } = await tx.signIn.updateMany({
    where: { id, revokedAt: null },
    data: { revokedAt: now, revokedReason: reason },
  });
  return count === 1;
}

/** All sign-ins of a person, without their tokens. */
export function findSignIns(read: Reader, userId: string) {
  return read.signIn.findMany({ where: { userId }, orderBy: { createdAt: 'asc' } });
}
