/**
 * The comparisons of the books that were made.
 */
import type { Reader, Writer } from '#platform/database/index.ts';
import type { Reconciliation } from '#prisma/client/client.ts';
import type { ReconciliationRow } from './parts.ts';

/** Newest first; `checks` is left out, as it may be long. */
export function readLatestReconciliations(read: Reader, most: number): Promise<Omit<ReconciliationRow, 'checks'>[]> {
  const select = { id: true, at: true, tookMs: true, holds: true };
  return read.reconciliation.findMany({ select, orderBy: [{ at: 'desc' }, { id: 'desc' }], take: most });
}

/** @param id absent: the newest @returns null where there is none */
export async function readReconciliation(read: Reader, id?: bigint): Promise<ReconciliationRow | null> {
  const row = await (id === undefined
    ? read.reconciliation.findFirst({ orderBy: [{ at: 'desc' }, { id: 'desc' }] })
    : read.reconciliation.findUnique({ where: { id } }));
  return row === null ? null : asRow(row);
}

/** One at a time keeps how a comparison came out, until its transaction ends: it sees the one before. */
export async function lockReconciliations(tx: Writer): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('keep a reconciliation', 0))::text`;
}

/** Keeps one. */
export async function insertReconciliation(
  tx: Writer,
  { at, tookMs, holds, checks }: Omit<ReconciliationRow, 'id'>,
): Promise<ReconciliationRow> {
  return asRow(
    await tx.reconciliation.create({ data: { at, tookMs, holds, checks: JSON.parse(JSON.stringify(checks)) } }),
  );
}

function asRow({ checks, ...row }: Reconciliation): ReconciliationRow {
  return { ...row, checks: checks as unknown as ReconciliationRow['checks'] };
}
