/**
 * The sums of wallets and earnings. The books are in the schema `ledger`, tips and their queue belong to `tips`, sessions to
 * `streams`: they are read here, and only read, because a sum over them is one query or it is not of one moment.
 */
import type { Reader } from '#platform/database/index.ts';
import { Prisma } from '#prisma/client/client.ts';
import { type HoldPurpose, platformId } from '../ledger/index.ts';

/** In ledger units. */
export interface WalletSums {
  readonly paid: bigint;
  readonly given: bigint;
  readonly held: bigint;
  /** What of wallet and earnings is set aside now, what is over first; amounts as digits, times in ISO 8601. */
  readonly holds: readonly OpenHoldRow[];
  /** What was ever put in. */
  readonly everPaid: bigint;
  readonly everGiven: bigint;
  /** What was ever theirs of tips, paid out or not, divided or not. */
  readonly everEarned: bigint;
}

export interface OpenHoldRow {
  readonly id: string;
  readonly source: 'wallet' | 'earnings';
  readonly purpose: HoldPurpose;
  readonly amount: string;
  readonly at: string;
  readonly until: string;
}

/** More than this no page shows. */
const mostHolds = 100;

/** In ledger units. */
export interface EarningsSums {
  readonly settled: bigint;
  readonly unsettled: bigint;
  readonly held: bigint;
  readonly today: bigint;
  /** Of each show that is on; the sum as digits, because JSON knows no other whole number of this size. */
  readonly shows: readonly { readonly streamId: string; readonly earned: string }[];
}

/** A day of a performer, UTC; `earned` in ledger units. */
export interface DayRow {
  readonly day: string;
  readonly earned: bigint;
  readonly tips: number;
}

/** A performer's part of what waits to be divided: tips, and what tickets and calls gave. */
const waitingOf = (performerId: string): Prisma.Sql => Prisma.sql`
  SELECT t.creator_units AS amount FROM settlement_queue q JOIN tip t ON t.id = q.tip_id WHERE q.performer_id = ${performerId}::uuid
  UNION ALL
  SELECT s.creator_units FROM ledger.share_open o JOIN ledger.hold_share s USING (transfer_id, performer_id)
  WHERE o.performer_id = ${performerId}::uuid`;

/** What a performer earned and when: tips, and what tickets and calls gave. */
const earnedBy = (performerId: string): Prisma.Sql => Prisma.sql`
  SELECT t.at, t.creator_units AS earned, 1 AS tips FROM tip t WHERE t.performer_id = ${performerId}::uuid
  UNION ALL
  SELECT s.at, s.creator_units, 0 FROM ledger.hold_share s WHERE s.performer_id = ${performerId}::uuid`;

/**
 * All of one moment. What was spent need not be summed over every tip: it is what came in and is there no more. What came
 * in is few rows, so is what was paid out.
 */
export async function sumWallet(read: Reader, userId: string): Promise<WalletSums> {
  const rows = await read.$queryRaw<WalletSums[]>`
    WITH mine AS (SELECT id, kind, balance FROM ledger.account WHERE owner_id = ${userId}::uuid),
    came AS (
      SELECT kind, ledger.sum_in(id, ARRAY(
        SELECT i.id FROM ledger.account i WHERE i.owner_id = ${platformId}::uuid AND i.kind IN ('issued:paid', 'issued:promo')
      )) AS amount FROM mine WHERE kind IN ('wallet:paid', 'wallet:promo')
    ),
    paid_out AS (
      SELECT sum(ledger.sum_out(id, ARRAY(SELECT s.id FROM mine s WHERE s.kind IN ('earnings', 'earnings:held')))) AS amount
      FROM mine WHERE kind IN ('earnings', 'earnings:held')
    ),
    open AS (
      SELECT h.id, h.source, h.purpose, h.amount, h.at, o.expires_at
      FROM mine JOIN ledger.hold_open o ON o.account_id = mine.id JOIN ledger.hold h ON h.id = o.hold_id
      ORDER BY o.expires_at, h.id LIMIT ${mostHolds}
    ),
    waiting AS (SELECT sum(w.amount) AS amount FROM (${waitingOf(userId)}) w)
    SELECT coalesce((SELECT balance FROM mine WHERE kind = 'wallet:paid'), 0)::bigint AS paid,
      coalesce((SELECT balance FROM mine WHERE kind = 'wallet:promo'), 0)::bigint AS given,
      coalesce((SELECT balance FROM mine WHERE kind = 'wallet:held'), 0)::bigint AS held,
      coalesce((SELECT amount FROM came WHERE kind = 'wallet:paid'), 0)::bigint AS "everPaid",
      coalesce((SELECT amount FROM came WHERE kind = 'wallet:promo'), 0)::bigint AS "everGiven",
      (coalesce((SELECT sum(balance) FROM mine WHERE kind IN ('earnings', 'earnings:held')), 0)
        + coalesce((SELECT amount FROM paid_out), 0) + coalesce((SELECT amount FROM waiting), 0))::bigint AS "everEarned",
      coalesce((
        SELECT jsonb_agg(jsonb_build_object('id', id, 'source', source, 'purpose', purpose, 'amount', amount::text,
          'at', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'until', to_char(expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY expires_at, id) FROM open
      ), '[]'::jsonb) AS holds`;
  return rows[0] ?? { paid: 0n, given: 0n, held: 0n, holds: [], everPaid: 0n, everGiven: 0n, everEarned: 0n };
}

/** All of one moment: a tip that settlement divides meanwhile is counted once. */
export async function sumEarnings(read: Reader, performerId: string): Promise<EarningsSums> {
  const rows = await read.$queryRaw<EarningsSums[]>`
    SELECT coalesce((
        SELECT a.balance FROM ledger.account a WHERE a.owner_id = ${performerId}::uuid AND a.kind = 'earnings'
      ), 0)::bigint AS settled,
      coalesce((
        SELECT a.balance FROM ledger.account a WHERE a.owner_id = ${performerId}::uuid AND a.kind = 'earnings:held'
      ), 0)::bigint AS held,
      coalesce((SELECT sum(w.amount) FROM (${waitingOf(performerId)}) w), 0)::bigint AS unsettled,
      coalesce((
        SELECT sum(e.earned) FROM (${earnedBy(performerId)}) e WHERE e.at > now() - interval '24 hours'
      ), 0)::bigint AS today,
      coalesce((
        SELECT jsonb_agg(jsonb_build_object('streamId', x.stream_id, 'earned', coalesce((
          SELECT sum(t.creator_units) FROM tip t WHERE t.session_id = x.id
        ), 0)::bigint::text) ORDER BY x.started_at)
        FROM stream_session x WHERE x.performer_id = ${performerId}::uuid AND x.ended_at IS NULL
      ), '[]'::jsonb) AS shows`;
  return rows[0] ?? { settled: 0n, unsettled: 0n, held: 0n, today: 0n, shows: [] };
}

/** The last 30 days, oldest first; also those without a tip. */
export function sumDays(read: Reader, performerId: string): Promise<DayRow[]> {
  return read.$queryRaw`
    WITH of_day AS (
      SELECT date_trunc('day', e.at) AS day, sum(e.earned) AS earned, sum(e.tips) AS tips FROM (${earnedBy(performerId)}) e
      WHERE e.at >= date_trunc('day', now()) - interval '29 days' GROUP BY 1
    )
    SELECT to_char(d.day, 'YYYY-MM-DD') AS day, coalesce(o.earned, 0)::bigint AS earned, coalesce(o.tips, 0)::integer AS tips
    FROM generate_series(date_trunc('day', now()) - interval '29 days', date_trunc('day', now()), interval '1 day') AS d (day)
    LEFT JOIN of_day o ON o.day = d.day ORDER BY d.day`;
}
