/**
 * The queries of what is owed to people who are erased.
 */
import type { Reader, Writer } from '#platform/database/index.ts';

export interface ErasureRow {
  readonly erasedAt: Date;
  /** When the round under way began; null: none is. */
  readonly beganAt: Date | null;
  /** Where it is; null: at its beginning. */
  readonly step: string | null;
  readonly after: string | null;
  readonly failures: number;
}

/** Owes an erasure from now on; once. */
export async function insertErasure(tx: Writer, userId: string, erasedAt: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO erasure (user_id, erased_at, due_at)
    VALUES (${userId}::uuid, ${erasedAt}::timestamptz, ${erasedAt}::timestamptz)
    ON CONFLICT (user_id) DO NOTHING`;
}

/** Who is due, those who waited longest first. */
export async function findDue(read: Reader, now: Date, most: number): Promise<string[]> {
  const found = await read.erasure.findMany({
    where: { doneAt: null, dueAt: { lte: now } },
    ...{ orderBy: [{ dueAt: 'asc' }, { userId: 'asc' }], take: most, select: { userId: true } },
  });
  return found.map(({ userId }) => userId);
}

/** What is owed to a person, kept from everybody else until the transaction ends; null where it is not due, or another has it. */
export async function takeErasure(tx: Writer, userId: string, now: Date): Promise<ErasureRow | null> {
  const rows = await tx.$queryRaw<ErasureRow[]>`
    SELECT erased_at AS "erasedAt", began_at AS "beganAt", step, after, failures FROM erasure
    WHERE user_id = ${userId}::uuid AND done_at IS NULL AND due_at <= ${now}::timestamptz
    FOR UPDATE SKIP LOCKED`;
  return rows[0] ?? null;
}

/** How far a round is. */
export async function saveProgress(
  tx: Writer,
  userId: string,
  progress: Omit<ErasureRow, 'erasedAt' | 'failures'> & { readonly dueAt: Date },
): Promise<void> {
  await tx.erasure.update({ where: { userId }, data: progress, select: { userId: true } });
}

/** A round is over: another is due then, or nothing is owed any more. */
export async function finishRound(
  tx: Writer,
  userId: string,
  end: { readonly dueAt: Date } | { readonly doneAt: Date },
): Promise<void> {
  const data = { beganAt: null, step: null, after: null, failures: 0, ...end };
  await tx.erasure.update({ where: { userId }, data, select: { userId: true } });
}

/** Puts a person off who failed. @param until by how often in a row it failed by now. @returns that number */
export async function postpone(tx: Writer, userId: string, until: (failures: number) => Date): Promise<number> {
  const data = { failures: { increment: 1 } };
  const { failures } = await tx.erasure.update({ where: { userId }, data, select: { failures: true } });
  await tx.erasure.update({ where: { userId }, data: { dueAt: until(failures) }, select: { userId: true } });
  return failures;
}
