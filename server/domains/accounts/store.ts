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
  readonly handle: string;
  readonly roles: readonly Role[];
  readonly rightsVersion: number;
  /** Null: erased. */
  readonly passwordHash: string | null;
  readonly createdAt: Date;
  readonly emailVerifiedAt: Date | null;
  readonly disabledAt: Date | null;
  readonly disabledReason: string | null;
  readonly erasedAt: Date | null;
  readonly lastSeenAt: Date | null;
}

export interface SignIn {
  readonly id: string;
  readonly userId: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly revokedReason: string | null;
  /** Proved by a code or a passkey too. */
  readonly secondFactor: boolean;
  readonly userAgent: string | null;
}

export type RevokedReason =
  | 'signed_out'
  | 'reused'
  | 'disabled'
  | 'ended_by_owner'
  | 'password_changed'
  | 'second_factor_reset'
  | 'second_factor_added'
  | 'erased';

/** @param email in its canonical form */
export async function findAccountByEmail(read: Reader, email: string): Promise<Account | null> {
  return (await read.account.findUnique({ where: { email } })) as Account | null;
}

/** The account of a sign-in that was just seen. */
export async function readAccount(read: Reader, id: string): Promise<Account> {
  return (await read.account.findUniqueOrThrow({ where: { id } })) as Account;
}

/** How people are called, many at once; unknown ids are absent. */
export function findPeople(
  read: Reader,
  ids: readonly string[],
): Promise<{ id: string; displayName: string; handle: string }[]> {
  const select = { id: true, displayName: true, handle: true } as const;
  return read.account.findMany({ where: { id: { in: [...ids] } }, select });
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
  const { id, userId, createdAt, expiresAt, secondFactor, userAgent } = signIn;
  await tx.signIn.create({
    data: { ...{ id, userId, createdAt, expiresAt, secondFactor, userAgent }, lastUsedAt: createdAt },
  });
  await tx.account.update({ where: { id: userId }, data: { lastSeenAt: createdAt } });
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
      revoked_at AS "revokedAt", revoked_reason AS "revokedReason", second_factor AS "secondFactor",
      user_agent AS "userAgent"
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
  const signIn = await tx.signIn.update({ where: { id: signInId }, data: { lastUsedAt: now, expiresAt } });
  await tx.account.update({ where: { id: signIn.userId }, data: { lastSeenAt: now } });
}

/** Ends a sign-in. @returns false where it had ended before. */
export async function revokeSignIn(tx: Writer, id: string, reason: RevokedReason, now: Date): Promise<boolean> {
  const { count } = await tx.signIn.updateMany({
    where: { id, revokedAt: null },
    data: { revokedAt: now, revokedReason: reason },
  });
  return count === 1;
}

/**
 * Ends every sign-in of a person that is not over, but `except`; with `unproved` only those that no second factor proved.
 * @returns the ids of those that were ended
 */
export async function revokeSignInsOf(
  tx: Writer,
  given: {
    readonly userId: string;
    readonly reason: RevokedReason;
    readonly now: Date;
    readonly except?: string;
    readonly unproved?: boolean;
  },
): Promise<string[]> {
  const { userId, reason, now, except = null, unproved = false } = given;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE sign_in SET revoked_at = ${now}::timestamptz, revoked_reason = ${reason}
    WHERE user_id = ${userId}::uuid AND revoked_at IS NULL AND id IS DISTINCT FROM ${except}::uuid
      AND NOT (${unproved}::boolean AND second_factor)
    RETURNING id`;
  return rows.map(({ id }) => id);
}

/** Sets which sign-in was proved by a second factor: one of them, or all of a person. */
export async function markSecondFactor(
  tx: Writer,
  which: { readonly id: string } | { readonly userId: string },
  secondFactor: boolean,
): Promise<void> {
  await tx.signIn.updateMany({ where: which, data: { secondFactor } });
}

/** A refresh token that descends from none: what the sign-in had before is spent. */
export async function replaceTokens(tx: Writer, signInId: string, hash: string, now: Date): Promise<void> {
  await spendTokens(tx, signInId, now);
  await tx.refreshToken.create({ data: { hash, signInId, issuedAt: now } });
}

/** Sign-ins of a person, the last used first. */
export async function findSignIns(
  read: Reader,
  userId: string,
  { most, liveAt }: { readonly most: number; readonly liveAt?: Date },
): Promise<(SignIn & { readonly lastUsedAt: Date })[]> {
  const live = liveAt === undefined ? {} : { revokedAt: null, expiresAt: { gt: liveAt } };
  return read.signIn.findMany({
    where: { userId, ...live },
    orderBy: [{ lastUsedAt: 'desc' }, { id: 'desc' }],
    take: most,
  });
}

/** Deletes sign-ins that were over before `before`; their tokens go with them. @returns how many */
export async function deleteOldSignIns(tx: Writer, before: Date, most: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM sign_in WHERE id IN (
      SELECT id FROM sign_in WHERE least(revoked_at, expires_at) < ${before}::timestamptz LIMIT ${most}
    )`;
}
