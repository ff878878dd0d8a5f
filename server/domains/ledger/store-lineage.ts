/**
 * The line in which a wallet's bought tokens stand. A place in it is how much came in, or went out, before: an amount in ledger units.
 */
import type { Reader } from '#platform/database/index.ts';
import { Prisma } from '#prisma/client/client.ts';

export interface InflowRow {
  readonly ownerId: string;
  readonly accountId: bigint;
  readonly at: Date;
  readonly amount: bigint;
  /** Its first unit's place in the line: what came in before. */
  readonly start: bigint;
  /** How much of it went out and did not return. */
  readonly spent: bigint;
}

/** What tokens of one purchase were taken for. */
export interface FundedRow {
  /** Which of the wallet's movements this is. */
  readonly version: bigint;
  readonly transferId: string;
  readonly at: Date;
  readonly kind: string;
  /** Of a hold: the transfer that ended it; null: it is open, or it is none. */
  readonly endedBy: string | null;
  /** How much of it came from the purchase, in ledger units. */
  readonly amount: bigint;
}

/** What went out of the account `t.account_id` and did not return: a hold without what came back of it. */
const outflow = Prisma.sql`
  SELECT m.from_version AS version, m.transfer_id, m.at, m.kind, m.amount - coalesce(r.back, 0) AS amount, r.ended_by
  FROM target t JOIN ledger.move m ON m.from_id = t.account_id
  LEFT JOIN LATERAL (
    SELECT e.transfer_id AS ended_by, sum(b.amount) FILTER (WHERE b.to_id = m.from_id) AS back
    FROM ledger.hold_end e JOIN ledger.move b ON b.transfer_id = e.transfer_id AND b.at = e.at
    WHERE e.hold_id = m.transfer_id GROUP BY e.transfer_id
  ) r ON true`;

/** What a transfer brought into bought tokens, from outside. */
export async function findInflow(read: Reader, transferId: string): Promise<InflowRow | null> {
  const [row] = await read.$queryRaw<InflowRow[]>`
    WITH target AS (
      SELECT m.to_id AS account_id, a.owner_id, min(m.to_version) AS version, min(m.at) AS at, sum(m.amount)::bigint AS amount
      FROM ledger.move m JOIN ledger.account a ON a.id = m.to_id
      WHERE m.transfer_id = ${transferId}::uuid AND a.kind = 'wallet:paid'
        AND NOT EXISTS (SELECT FROM ledger.hold_end e WHERE e.transfer_id = m.transfer_id)
      GROUP BY 1, 2
    ), placed AS (
      SELECT t.*, coalesce((
        SELECT sum(m.amount) FROM ledger.move m WHERE m.to_id = t.account_id AND m.to_version < t.version
          AND NOT EXISTS (SELECT FROM ledger.hold_end e WHERE e.transfer_id = m.transfer_id)
      ), 0)::bigint AS start, coalesce((SELECT sum(o.amount) FROM (${outflow}) o), 0)::bigint AS out
      FROM target t
    )
    SELECT p.owner_id AS "ownerId", p.account_id AS "accountId", p.at, p.amount, p.start,
      greatest(least(p.out - p.start, p.amount), 0) AS spent FROM placed p`;
  return row ?? null;
}

/** Who took from that stretch of the line, in their order. @param after version of the last that is known; 0: from the first on */
export function findFunded(
  read: Reader,
  { accountId, start, end }: { readonly accountId: bigint; readonly start: bigint; readonly end: bigint },
  after: bigint,
  limit: number,
): Promise<FundedRow[]> {
  return read.$queryRaw`
    WITH target AS (SELECT ${accountId}::bigint AS account_id),
      went AS (${outflow}),
      placed AS (SELECT w.*, sum(w.amount) OVER (ORDER BY w.version) AS upto FROM went w WHERE w.amount > 0)
    SELECT p.version, p.transfer_id AS "transferId", p.at, p.kind, p.ended_by AS "endedBy",
      (least(p.upto, ${end}::bigint) - greatest(p.upto - p.amount, ${start}::bigint))::bigint AS amount
    FROM placed p
    WHERE p.upto > ${start}::bigint AND p.upto - p.amount < ${end}::bigint AND p.version > ${after}::bigint
    ORDER BY p.version LIMIT ${limit}::integer`;
}
