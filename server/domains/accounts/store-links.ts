/**
 * The queries of mailed links: kept by the hash of their token, each good once. Of those that prove an address the newest
 * alone is open; those for a new password stand beside each other.
 */
import type { Reader, Writer } from '#platform/database/index.ts';

export type LinkKind = 'verify' | 'reset';

/** Adds a link. The person must be locked. */
export async function insertLink(
  tx: Writer,
  link: {
    readonly hash: string;
    readonly userId: string;
    readonly kind: LinkKind;
    readonly now: Date;
    readonly expiresAt: Date;
  },
): Promise<void> {
  const { hash, userId, kind, now, expiresAt } = link;
  await tx.accountLink.create({ data: { hash, userId, kind, createdAt: now, expiresAt } });
}

/** Uses up every link of a kind that is open. The person must be locked. */
export async function spendLinks(tx: Writer, userId: string, kind: LinkKind, now: Date): Promise<void> {
  await tx.accountLink.updateMany({ where: { userId, kind, usedAt: null }, data: { usedAt: now } });
}

/** How many links of a kind are still good. */
export function countLinks(read: Reader, userId: string, kind: LinkKind, now: Date): Promise<number> {
  return read.accountLink.count({ where: { userId, kind, usedAt: null, expiresAt: { gt: now } } });
}

/** Whose link it is, where it is still good; takes nothing. */
export async function findLink(read: Reader, hash: string, kind: LinkKind, now: Date): Promise<string | null> {
  const found = await read.accountLink.findFirst({ where: { hash, kind, usedAt: null, expiresAt: { gt: now } } });
  return found?.userId ?? null;
}

/** Uses a link up. @returns whose it was, or null where it was not good any more: of several who try at once one gets it */
export async function spendLink(tx: Writer, hash: string, kind: LinkKind, now: Date): Promise<string | null> {
  const rows = await tx.$queryRaw<{ userId: string }[]>`
    UPDATE account_link SET used_at = ${now}::timestamptz
    WHERE hash = ${hash} AND kind = ${kind} AND used_at IS NULL AND expires_at > ${now}::timestamptz
    RETURNING user_id AS "userId"`;
  return rows[0]?.userId ?? null;
}

/** Deletes links that were good until before `before`. @returns how many */
export async function deleteOldLinks(tx: Writer, before: Date): Promise<number> {
  return (await tx.accountLink.deleteMany({ where: { expiresAt: { lt: before } } })).count;
}
