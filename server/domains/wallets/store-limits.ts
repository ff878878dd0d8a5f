/**
 * The queries of spending limits. The database's clock counts in all of them, as it does where limits are held
 * (`spending_refusal`): no process can be early. What was spent stands in `tip` and in the ledger's holds; `spent_tokens` adds it up.
 */
import type { Reader, Writer } from '#platform/database/index.ts';
import type { HeldLimits, Limits } from './rules/spending.ts';

/** What a person allows themselves, and the moment it was read at. */
export interface LimitsRow extends HeldLimits {
  readonly coolOffUntil: Date | null;
  readonly excludedUntil: Date | null;
  readonly now: Date;
}

/** Whole tokens. */
export interface SpentRow {
  readonly day: bigint;
  readonly week: bigint;
  readonly month: bigint;
}

type StoredRow = Omit<LimitsRow, 'pending'> & { readonly pending: Limits | null; readonly pendingFrom: Date | null };

/** Where there is nothing, nothing is limited. */
export async function findLimits(read: Reader, viewerId: string): Promise<LimitsRow> {
  const rows = await read.$queryRaw<StoredRow[]>`
    SELECT l.day_tokens AS "dayTokens", l.week_tokens AS "weekTokens", l.month_tokens AS "monthTokens", l.pending,
      l.pending_from AS "pendingFrom", l.cool_off_until AS "coolOffUntil", l.excluded_until AS "excludedUntil", m.now
    FROM (SELECT clock_timestamp()::timestamptz(3) AS now) m LEFT JOIN spending_limit l ON l.viewer_id = ${viewerId}::uuid`;
  const [{ pending, pendingFrom, ...row }] = rows as [StoredRow];
  return { ...row, pending: pending === null || pendingFrom === null ? null : { ...pending, from: pendingFrom } };
}

/** As `findLimits`; nobody changes them until the transaction ends. */
export async function lockLimits(tx: Writer, viewerId: string): Promise<LimitsRow> {
  await tx.$executeRaw`
    INSERT INTO spending_limit (viewer_id, updated_at) VALUES (${viewerId}::uuid, now()) ON CONFLICT DO NOTHING`;
  await tx.$queryRaw`SELECT viewer_id FROM spending_limit WHERE viewer_id = ${viewerId}::uuid FOR UPDATE`;
  return findLimits(tx, viewerId);
}

/** Breaks stay. */
export async function updateLimits(tx: Writer, viewerId: string, { pending, ...limits }: HeldLimits): Promise<void> {
  const { from, ...later } = pending ?? { from: null };
  await tx.$executeRaw`
    UPDATE spending_limit SET day_tokens = ${limits.dayTokens}, week_tokens = ${limits.weekTokens},
      month_tokens = ${limits.monthTokens}, pending = ${pending === null ? null : JSON.stringify(later)}::jsonb,
      pending_from = ${from}::timestamptz, updated_at = now()
    WHERE viewer_id = ${viewerId}::uuid`;
}

/** Only ever later than it was. */
export async function extendCoolOff(tx: Writer, viewerId: string, hours: number): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO spending_limit AS l (viewer_id, cool_off_until, updated_at)
    VALUES (${viewerId}::uuid, now() + make_interval(hours => ${hours}::integer), now())
    ON CONFLICT (viewer_id) DO UPDATE
    SET cool_off_until = greatest(l.cool_off_until, EXCLUDED.cool_off_until), updated_at = EXCLUDED.updated_at`;
}

/** Only ever later than it was. */
export async function extendExclusion(tx: Writer, viewerId: string, days: number): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO spending_limit AS l (viewer_id, excluded_until, updated_at)
    VALUES (${viewerId}::uuid, now() + make_interval(days => ${days}::integer), now())
    ON CONFLICT (viewer_id) DO UPDATE
    SET excluded_until = greatest(l.excluded_until, EXCLUDED.excluded_until), updated_at = EXCLUDED.updated_at`;
}

/** In the last 24 hours, 7 days, 30 days: tips, and what was set aside to be spent, as `spending_refusal` counts it. */
export async function sumSpent(read: Reader, viewerId: string): Promise<SpentRow> {
  const rows = await read.$queryRaw<SpentRow[]>`SELECT day, week, month FROM spent_tokens(${viewerId}::uuid)`;
  return rows[0] ?? { day: 0n, week: 0n, month: 0n };
}

/** What somebody set, for their copy. */
export async function findStoredLimits(read: Reader, viewerId: string) {
  return read.spendingLimit.findUnique({ where: { viewerId } });
}

/** They are for somebody who spends; nobody does any more. */
export async function deleteLimits(tx: Writer, viewerId: string): Promise<void> {
  await tx.spendingLimit.deleteMany({ where: { viewerId } });
}
