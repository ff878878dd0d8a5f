/**
 * The comparisons of the books that were made. The newest is the one that was kept last: their times come from processes whose clocks
 * may be wrong, and one of tomorrow would hide what is found today.
 */
import type { Reader, Writer } from '#platform/database/index.ts';
import type { Reconciliation } from '#prisma/client/client.ts';
import type { ReconciliationRow } from './parts.ts';

/** Newest first; `checks` is left out, as it may be long. */
export function readLatestReconciliations(read: Reader, most: number): Promise<Omit<ReconciliationRow, 'checks'>[]> {
  const select = { id: true, at: true, tookMs: true, holds: true };
  return read.reconciliation.findMany({ select, orderBy: { id: 'desc' }, take: most });
}

/** @param id absent: the newest @returns null where there is none */
export async function readReconciliation(read: Reader, id?: bigint): Promise<ReconciliationRow | null> {
  const row = await (id === undefined
    ? read.reconciliation.findFirst({ orderBy: { id: 'desc' } })
    : read.reconciliation.findUnique({ where: { id } }));
  return row === null ? null : asRow(row);
}

/** How many identities did not hold in the newest, and when that was; undefined: none was made yet. For every scrape: reads one row. */
export async function readBooks(read: Reader): Promise<{ differing: number; comparedAt: Date } | undefined> {
  const rows = await read.$queryRaw<{ differing: number; comparedAt: Date }[]>`
    SELECT r.at AS "comparedAt", (
      SELECT count(*)::int FROM jsonb_array_elements(r.checks) AS c (made) WHERE NOT (c.made->>'holds')::boolean
    ) AS differing
    FROM reconciliation r ORDER BY r.id DESC LIMIT 1`;
  return rows[0];
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
