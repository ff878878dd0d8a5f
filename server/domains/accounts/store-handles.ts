/**
 * The queries about handles that were given up. They are found by their hash, computed by Postgres; of the erased nothing
 * else is kept.
 */
import type { Reader, Writer } from '#platform/database/index.ts';

/** Lets one transaction at a time give up, take or refuse each of these handles. */
export async function lockHandles(tx: Writer, handles: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT pg_advisory_xact_lock(hashtextextended('handle ' || handle, 0))::text
    FROM unnest(${[...new Set(handles)].sort()}::text[]) WITH ORDINALITY AS given (handle, place) ORDER BY place`;
}

/** For whom a handle is kept that was given up since; `userId` null: for nobody. Null: it is not kept. */
export async function findReleased(
  read: Reader,
  handle: string,
  since: Date,
): Promise<{ userId: string | null } | null> {
  const [row] = await read.$queryRaw<{ userId: string | null }[]>`
    SELECT user_id AS "userId" FROM released_handle
    WHERE hash = encode(sha256(convert_to(${handle}, 'UTF8')), 'hex') AND released_at > ${since}::timestamptz`;
  return row ?? null;
}

/** The handles that a person gave up since and may take back, the latest first. */
export function findReleasedBy(
  read: Reader,
  userId: string,
  since: Date,
): Promise<{ handle: string | null; releasedAt: Date }[]> {
  const where = { userId, releasedAt: { gt: since } };
  return read.releasedHandle.findMany({
    where,
    orderBy: { releasedAt: 'desc' },
    select: { handle: true, releasedAt: true },
  });
}

/** Keeps a handle for whoever gives it up. */
export async function insertReleased(tx: Writer, handle: string, userId: string, at: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO released_handle (hash, handle, user_id, released_at)
    VALUES (encode(sha256(convert_to(${handle}, 'UTF8')), 'hex'), ${handle}, ${userId}::uuid, ${at}::timestamptz)
    ON CONFLICT (hash) DO UPDATE
    SET handle = excluded.handle, user_id = excluded.user_id, released_at = excluded.released_at`;
}

/** Keeps a handle for nobody any more: somebody has it. */
export async function deleteReleased(tx: Writer, handle: string): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM released_handle WHERE hash = encode(sha256(convert_to(${handle}, 'UTF8')), 'hex')`;
}

/**
 * Keeps the handle of a person who is about to be erased, and those they gave up before, for nobody: who they were is not
 * kept. Whoever is erased already had none.
 */
export async function releaseForNobody(tx: Writer, userId: string, at: Date): Promise<void> {
  await tx.$queryRaw`
    SELECT pg_advisory_xact_lock(hashtextextended('handle ' || handle, 0))::text FROM account WHERE id = ${userId}::uuid`;
  await tx.$executeRaw`
    INSERT INTO released_handle (hash, released_at)
    SELECT encode(sha256(convert_to(handle, 'UTF8')), 'hex'), date_trunc('day', ${at}::timestamptz) + interval '1 day'
    FROM account WHERE id = ${userId}::uuid AND erased_at IS NULL
    ON CONFLICT (hash) DO UPDATE SET handle = NULL, user_id = NULL, released_at = excluded.released_at`;
  await tx.$executeRaw`
    UPDATE released_handle
    SET handle = NULL, user_id = NULL, released_at = date_trunc('day', released_at) + interval '1 day'
    WHERE user_id = ${userId}::uuid`;
}

/** Deletes what was given up before a moment. @returns how many */
export async function deleteOldReleased(tx: Writer, before: Date): Promise<number> {
  return (await tx.releasedHandle.deleteMany({ where: { releasedAt: { lte: before } } })).count;
}
