/**
 * The queries of accounts that change a person: how they are called, what they may, whether they are still there.
 */
import type { Reader, Writer } from '#platform/database/index.ts';
import type { Role } from '#protocol/http/route.ts';
import type { Account } from './store.ts';

export interface NewAccount {
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
  readonly handle: string;
  readonly passwordHash: string;
  readonly roles: readonly Role[];
  readonly now: Date;
}

/** Adds a person; waits for whoever is adding the same address or handle. @returns false where one of them is taken */
export async function insertAccount(tx: Writer, given: NewAccount): Promise<boolean> {
  const { id, email, displayName, handle, passwordHash, roles, now } = given;
  const added = await tx.$executeRaw`
    INSERT INTO account (id, email, display_name, handle, password_hash, roles, created_at, adult_method, adult_at)
    VALUES (${id}::uuid, ${email}, ${displayName}, ${handle}, ${passwordHash}, ${[...roles]}::text[],
      ${now}::timestamptz, 'declared', ${now}::timestamptz)
    ON CONFLICT DO NOTHING`;
  return added === 1;
}

/** Locks a person until the transaction ends, so that what is decided about them is decided once. */
export async function lockAccount(tx: Writer, id: string): Promise<Account | null> {
  await tx.$queryRaw`SELECT id FROM account WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  return (await tx.account.findUnique({ where: { id } })) as Account | null;
}

/**
 * The roles of a person who is neither suspended nor erased. Whoever would change them waits until the transaction ends;
 * what only refers to the person (a line of chat, a follower) does not.
 */
export async function lockRoles(tx: Writer, id: string): Promise<readonly Role[]> {
  const rows = await tx.$queryRaw<{ roles: Role[] }[]>`
    SELECT roles FROM account WHERE id = ${id}::uuid AND disabled_at IS NULL FOR NO KEY UPDATE`;
  return rows[0]?.roles ?? [];
}

/** One person, or null. */
export async function findAccount(
  read: Reader,
  by: { readonly id: string } | { readonly handle: string },
): Promise<Account | null> {
  return (await read.account.findUnique({ where: by })) as Account | null;
}

/** Those of these ids that there are. */
export async function findAccounts(read: Reader, ids: readonly string[]): Promise<Account[]> {
  return (await read.account.findMany({ where: { id: { in: [...ids] } } })) as Account[];
}

export interface Change {
  readonly displayName?: string;
  readonly handle?: string;
  readonly passwordHash?: string;
  readonly emailVerifiedAt?: Date;
  readonly disabledAt?: Date | null;
  readonly disabledReason?: string | null;
}

/** Changes what is given. Rejects with a duplicate where somebody has the handle. */
export async function updateAccount(tx: Writer, id: string, change: Change): Promise<void> {
  await tx.account.update({ where: { id }, data: change });
}

export interface OtherRoles {
  readonly roles: readonly Role[];
  readonly now: Date;
  /** When the role of a performer was taken; null: it was not, or was given again; absent: as it was. */
  readonly performingWithdrawnAt?: Date | null;
}

/** Gives other roles. @returns the new version of the person's rights */
export async function updateRoles(tx: Writer, id: string, { roles, now, ...withdrawal }: OtherRoles): Promise<number> {
  const data = { roles: [...roles], rightsVersion: { increment: 1 }, rightsChangedAt: now, ...withdrawal };
  const { rightsVersion } = await tx.account.update({ where: { id }, data });
  return rightsVersion;
}

/** Blanks what identifies a person. The row stays, because streams and money point at it. */
export async function blankAccount(
  tx: Writer,
  given: {
    readonly id: string;
    readonly email: string;
    readonly displayName: string;
    readonly handle: string;
    readonly at: Date;
  },
): Promise<void> {
  const { id, email, displayName, handle, at } = given;
  await tx.$executeRaw`
    UPDATE account SET email = ${email}, display_name = ${displayName}, handle = ${handle}, password_hash = NULL,
      email_verified_at = NULL, last_seen_at = NULL, performing_withdrawn_at = NULL, erased_at = ${at}::timestamptz,
      disabled_at = coalesce(disabled_at, ${at}::timestamptz), disabled_reason = coalesce(disabled_reason, 'Erased.')
    WHERE id = ${id}::uuid AND erased_at IS NULL`;
  await tx.accountLink.deleteMany({ where: { userId: id } });
}

/** Forgets what sign-ins said about devices, at most `most`. @returns how many */
export function blankDevices(tx: Writer, userId: string, most: number): Promise<number> {
  return tx.$executeRaw`
    UPDATE sign_in SET user_agent = NULL WHERE id IN (
      SELECT id FROM sign_in WHERE user_id = ${userId}::uuid AND user_agent IS NOT NULL LIMIT ${most})`;
}

/** A person's sign-ins by id, after one. */
export function findSignInsAfter(read: Reader, userId: string, after: { id: string } | undefined, take: number) {
  const where = { userId, ...(after === undefined ? {} : { id: { gt: after.id } }) };
  return read.signIn.findMany({ where, take, orderBy: { id: 'asc' } });
}

export interface PeopleFilter {
  /** How the address, handle or name begins, or the whole id; empty: everybody. */
  readonly search: string;
  readonly role: Role | null;
  readonly suspended: boolean | null;
  /** The last id of the page before. */
  readonly after: string | null;
  readonly most: number;
}

/** People whom a filter fits, the newest first. */
export async function findByFilter(read: Reader, filter: PeopleFilter): Promise<Account[]> {
  const { search, role, suspended, after, most } = filter;
  // Backslash is LIKE's own escape: what was typed is searched for as it was typed.
  const prefix = `${search.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;
  const rows = await read.$queryRaw<{ id: string }[]>`
    SELECT id FROM account
    WHERE (${search} = '' OR email LIKE ${prefix} OR handle LIKE ${prefix} OR lower(display_name) LIKE ${prefix}
        OR id::text = lower(${search}))
      AND (${role}::text IS NULL OR roles @> ARRAY[${role}::text])
      AND (${suspended}::boolean IS NULL OR (disabled_at IS NOT NULL AND erased_at IS NULL) = ${suspended}::boolean)
      AND (${after}::uuid IS NULL OR id < ${after}::uuid)
    ORDER BY id DESC LIMIT ${most}`;
  const ids = rows.map(({ id }) => id);
  return (await read.account.findMany({ where: { id: { in: ids } }, orderBy: { id: 'desc' } })) as Account[];
}

/** Whose rights changed since, with the version they have now. */
export async function findRightsChanges(
  read: Reader,
  since: Date,
): Promise<{ userId: string; rightsVersion: number; at: Date }[]> {
  const found = await read.account.findMany({
    where: { rightsChangedAt: { gte: since } },
    select: { id: true, rightsVersion: true, rightsChangedAt: true },
  });
  return found.map(({ id, rightsVersion, rightsChangedAt }) => ({
    ...{ userId: id, rightsVersion },
    at: rightsChangedAt ?? since,
  }));
}

/** Which sign-ins were ended since. */
export async function findEnded(read: Reader, since: Date): Promise<{ id: string; at: Date }[]> {
  const found = await read.signIn.findMany({
    where: { revokedAt: { gte: since } },
    select: { id: true, revokedAt: true },
  });
  return found.map(({ id, revokedAt }) => ({ id, at: revokedAt ?? since }));
}

/** Of these sign-ins those that stand at `now`, with the version of their person's rights. */
export async function findStanding(
  read: Reader,
  ids: readonly string[],
  now: Date,
): Promise<{ id: string; rightsVersion: number }[]> {
  const found = await read.signIn.findMany({
    where: { id: { in: [...ids] }, revokedAt: null, expiresAt: { gt: now }, account: { disabledAt: null } },
    select: { id: true, account: { select: { rightsVersion: true } } },
  });
  return found.map(({ id, account }) => ({ id, rightsVersion: account.rightsVersion }));
}
