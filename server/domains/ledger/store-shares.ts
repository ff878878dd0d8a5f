/**
 * The statements of shares: what ends of holds gave performers and waits to be divided, dividing it, and what must agree about it.
 * What they do is in the last of prisma/migrations that names the function (see `store.ts`).
 */
import type { Reader, Run } from '#platform/database/index.ts';
import type { BookCheck, Contradiction } from './parts.ts';
import { expectNone } from './store-checks.ts';

/** Performers with shares to divide, the longest waiting first; at most `limit`. */
export async function findSharing(read: Reader, limit: number): Promise<string[]> {
  const rows = await read.$queryRaw<{ id: string }[]>`
    SELECT performer_id AS id FROM ledger.share_open GROUP BY 1 ORDER BY min(at) LIMIT ${limit}::integer`;
  return rows.map(({ id }) => id);
}

/** Divides at most `most` shares of a performer in one transfer. @returns how many; 0 while dividing is stopped */
export async function settle(run: Run, performerId: string, most: number, transferId: string): Promise<number> {
  const rows = await run<{ settled: number }[]>`
    SELECT ledger.settle_shares(${performerId}::uuid, ${most}::integer, ${transferId}::uuid) AS settled`;
  return rows[0]?.settled ?? 0;
}

const given: BookCheck = {
  name: 'shares-given',
  about: 'What holds gave performers is to be divided, by a split whose parts come to it, and waits or was divided',
  run: async (read) =>
    expectNone(
      await read.$queryRaw<Contradiction[]>`
        SELECT transfer_id::text AS "transferId", NULL AS "accountId", note, count(*) OVER ()::integer AS total FROM (
          SELECT coalesce(s.transfer_id, m.transfer_id) AS transfer_id, format('moved %s, share %s (units)', m.amount, s.amount) AS note
          FROM ledger.hold_share s FULL JOIN (
            SELECT v.transfer_id, v.at, t.owner_id, sum(v.amount) AS amount
            FROM ledger.move v JOIN ledger.account f ON f.id = v.from_id JOIN ledger.account t ON t.id = v.to_id
            WHERE f.kind = 'wallet:held' AND t.kind = 'unsettled' GROUP BY 1, 2, 3
          ) m ON m.transfer_id = s.transfer_id AND m.owner_id = s.performer_id AND m.at = s.at
          WHERE (m.amount = s.amount) IS NOT TRUE
          UNION ALL
          SELECT s.transfer_id, format('%s units by %s %s: %s, %s, %s', s.amount, s.split_name, s.split_version, s.creator_units, s.platform_units, s.pool_units)
          FROM ledger.hold_share s JOIN split r ON r.name = s.split_name AND r.version = s.split_version
          WHERE (s.creator_units * 10000, s.platform_units * 10000, s.pool_units * 10000)
            IS DISTINCT FROM (s.amount * r.creator_bp, s.amount * r.platform_bp, s.amount * r.pool_bp)
          UNION ALL
          SELECT e.transfer_id, format('of %s that had been given shares have %s (units)', e.promo, sum(s.promo))
          FROM ledger.hold_end e JOIN ledger.hold_share s ON s.transfer_id = e.transfer_id GROUP BY e.transfer_id, e.promo
          HAVING sum(s.promo) <> e.promo
          UNION ALL
          SELECT s.transfer_id, CASE WHEN o.transfer_id IS NULL AND e.transfer_id IS NULL THEN 'neither waits nor was divided'
            WHEN e.transfer_id IS NULL THEN 'waits since another moment' ELSE 'waits and was divided' END
          FROM ledger.hold_share s LEFT JOIN ledger.share_open o USING (transfer_id, performer_id)
          LEFT JOIN ledger.share_end e USING (transfer_id, performer_id)
          WHERE (o.transfer_id IS NULL) = (e.transfer_id IS NULL) OR o.at <> s.at
        ) wrong ORDER BY 1, 3 LIMIT 20`,
    ),
};

const divided: BookCheck = {
  name: 'shares-divided',
  about: 'The parts of the shares a settlement divided are what it moved to performer, platform and pool',
  run: async (read) =>
    expectNone(
      await read.$queryRaw<Contradiction[]>`
        SELECT coalesce(d.transfer_id, m.transfer_id)::text AS "transferId", NULL AS "accountId",
          format('parts %s, %s, %s; moved %s, %s, %s (units)', d.creator, d.platform, d.pool, m.creator, m.platform, m.pool) AS note,
          count(*) OVER ()::integer AS total
        FROM (
          SELECT e.settlement_id AS transfer_id, e.performer_id, e.at, sum(s.creator_units) AS creator, sum(s.platform_units) AS platform,
            sum(s.pool_units) AS pool, sum(s.amount) AS amount
          FROM ledger.share_end e JOIN ledger.hold_share s USING (transfer_id, performer_id) GROUP BY 1, 2, 3
        ) d FULL JOIN (
          SELECT v.transfer_id, f.owner_id, v.at, sum(v.amount) AS amount,
            coalesce(sum(v.amount) FILTER (WHERE p.kind = 'earnings' AND p.owner_id = f.owner_id), 0) AS creator,
            coalesce(sum(v.amount) FILTER (WHERE p.kind = 'platform:revenue'), 0) AS platform,
            coalesce(sum(v.amount) FILTER (WHERE p.kind = 'relay:pool'), 0) AS pool
          FROM ledger.move v JOIN ledger.account f ON f.id = v.from_id JOIN ledger.account p ON p.id = v.to_id
          WHERE v.kind = 'settle-holds' GROUP BY 1, 2, 3
        ) m ON m.transfer_id = d.transfer_id AND m.owner_id = d.performer_id AND m.at = d.at
        WHERE (d.creator, d.platform, d.pool, d.amount) IS DISTINCT FROM (m.creator, m.platform, m.pool, m.amount)
        ORDER BY 1 LIMIT 20`,
    ),
};

/** Both, in the order in which an operator reads them. */
export function shareChecks(): readonly BookCheck[] {
  return [given, divided];
}
