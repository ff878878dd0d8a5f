/**
 * The queries of ingest keys.
 */
import type { Reader, Writer } from '#platform/database/index.ts';

export interface KeyRow {
  readonly id: string;
  readonly streamId: string;
  readonly hint: string;
  readonly madeAt: Date;
  readonly usedAt: Date | null;
}

const columns = { id: true, streamId: true, hint: true, madeAt: true, usedAt: true } as const;

/** The stream's key; null where it has none. */
export function findKey(read: Reader, streamId: string): Promise<KeyRow | null> {
  return read.ingestKey.findFirst({ where: { streamId, revokedAt: null }, select: columns });
}

/** Whose hash this is, where it is good. */
export function findKeyByHash(read: Reader, hash: string): Promise<KeyRow | null> {
  return read.ingestKey.findFirst({ where: { hash, revokedAt: null }, select: columns });
}

/** Adds a stream's key; there must be none. */
export function insertKey(tx: Writer, key: Omit<KeyRow, 'usedAt'> & { readonly hash: string }): Promise<KeyRow> {
  return tx.ingestKey.create({ data: { ...key }, select: columns });
}

/** Until the transaction ends nobody else changes the stream's key: of two who make one, the second ends the first's. */
export async function lockKeyOf(tx: Writer, streamId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM stream WHERE id = ${streamId}::uuid FOR NO KEY UPDATE`;
}

/** @returns the id of the key that was the stream's, or null */
export async function endKey(tx: Writer, streamId: string, at: Date): Promise<string | null> {
  const [ended] = await tx.$queryRaw<{ id: string }[]>`
    UPDATE ingest_key SET revoked_at = greatest(${at}::timestamptz, made_at)
    WHERE stream_id = ${streamId}::uuid AND revoked_at IS NULL RETURNING id`;
  return ended?.id ?? null;
}

/** Something is sent with it. Written once a minute at most. */
export async function noteUse(tx: Writer, id: string, at: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE ingest_key SET used_at = greatest(${at}::timestamptz, made_at)
    WHERE id = ${id}::uuid AND (used_at IS NULL OR used_at < ${at}::timestamptz - interval '1 minute')`;
}

/** Of these keys those that are good, with the version of their performer's rights. */
export function standingKeys(read: Reader, ids: readonly string[]): Promise<{ id: string; rightsVersion: number }[]> {
  return read.$queryRaw<{ id: string; rightsVersion: number }[]>`
    SELECT k.id, a.rights_version AS "rightsVersion"
    FROM ingest_key k JOIN stream s ON s.id = k.stream_id JOIN account a ON a.id = s.performer_id
    WHERE k.id = ANY(${[...ids]}::uuid[]) AND k.revoked_at IS NULL AND a.disabled_at IS NULL`;
}
