/**
 * The queries of what staff wrote: the only part of the log that may ever go, and only as the database's guard lets it.
 */
import type { Writer } from '#platform/database/index.ts';

export interface ReasonRow {
  readonly entryId: bigint;
  /** Whom it is about. */
  readonly personId: string | null;
  readonly salt: string;
  readonly text: string;
}

/** Adds the words of an entry. */
export async function insertReason(tx: Writer, reason: ReasonRow): Promise<void> {
  const { entryId, personId, salt, text } = reason;
  await tx.$executeRaw`
    INSERT INTO audit_reason (entry_id, person_id, salt, text)
    VALUES (${entryId}::bigint, ${personId}::uuid, ${salt}, ${text})`;
}

/**
 * Says when words about a person who is erased go: so long after their act, but not before `at`. At most `most`.
 * @returns how many
 */
export function dateReasons(
  tx: Writer,
  personId: string,
  { keptMs, at, most }: { keptMs: number; at: Date; most: number },
): Promise<number> {
  return tx.$executeRaw`
    UPDATE audit_reason r
    SET forget_at = greatest(e.at + make_interval(secs => ${keptMs / 1_000}::int), ${at}::timestamptz)
    FROM audit_entry e
    WHERE e.id = r.entry_id AND r.entry_id IN (
      SELECT entry_id FROM audit_reason WHERE person_id = ${personId}::uuid AND forget_at IS NULL LIMIT ${most})`;
}

/** Deletes words whose time has come, by this clock and the database's, at most `most`. @returns of which entries, and about whom */
export function deleteReasons(tx: Writer, now: Date, most: number): Promise<{ entryId: bigint; personId: string }[]> {
  return tx.$queryRaw`
    DELETE FROM audit_reason WHERE entry_id IN (
      SELECT entry_id FROM audit_reason WHERE forget_at <= least(${now}::timestamptz, now())
      ORDER BY forget_at LIMIT ${most} FOR UPDATE SKIP LOCKED)
    RETURNING entry_id AS "entryId", person_id AS "personId"`;
}
