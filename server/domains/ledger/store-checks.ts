/**
 * The identities of the ledger itself, as queries that find what contradicts them. Most hold by construction; they are
 * compared all the same, because who owns the database can switch any guard off. Each reads the whole ledger once.
 */
import { fineTokensText } from '#kernel/money.ts';
import type { Reader } from '#platform/database/index.ts';
import type { BookCheck, CheckResult, Contradiction } from './parts.ts';
import { readKinds } from './store-balances.ts';
import { findSealingFaults, readSealHead } from './store-seals.ts';

/** One comparison at a time, over all processes; until the snapshot ends. @returns false where it is somebody else's */
export async function takeTurn(read: Reader): Promise<boolean> {
  const rows = await read.$queryRaw<{ mine: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended('reconcile', 0)) AS mine`;
  return rows[0]?.mine ?? false;
}

/** @param rows at most 20, each with the total: what contradicts; there should be none */
export function expectNone(rows: readonly Contradiction[]): CheckResult {
  const found = rows[0]?.total ?? 0;
  const examples = rows.map(({ transferId, accountId, note }) => ({ transferId, accountId, note }));
  return { expected: '0', found: String(found), holds: found === 0, examples };
}

const versions: BookCheck = {
  name: 'versions',
  about: 'Along each maintained account versions are 1, 2, 3 …, and each balance is the one before plus the amount',
  run: async (read) =>
    expectNone(
      await read.$queryRaw<Contradiction[]>`
        SELECT transfer_id::text AS "transferId", account_id::text AS "accountId",
          format('version %s with balance %s (%s) follows version %s with balance %s', version, balance, amount, last_version, last_balance)
            AS note, count(*) OVER ()::integer AS total
        FROM (
          SELECT transfer_id, account_id, version, balance, amount,
            lag(version, 1, 0::bigint) OVER along AS last_version, lag(balance, 1, 0::bigint) OVER along AS last_balance
          FROM ledger.entry WHERE version IS NOT NULL WINDOW along AS (PARTITION BY account_id ORDER BY version)
        ) e WHERE version <> last_version + 1 OR balance <> last_balance + amount
        ORDER BY account_id, version LIMIT 20`,
    ),
};

const balances: BookCheck = {
  name: 'balances',
  about: 'Each maintained account stands where its movements lead: their sum and their number; none is below its floor',
  run: async (read) =>
    expectNone(
      await read.$queryRaw<Contradiction[]>`
        SELECT NULL AS "transferId", a.id::text AS "accountId",
          format('%s: balance %s in version %s, movements %s in %s', a.kind, a.balance, a.version, coalesce(e.amount, 0), coalesce(e.moves, 0))
            AS note, count(*) OVER ()::integer AS total
        FROM ledger.account a LEFT JOIN (
          SELECT account_id, sum(amount) AS amount, count(*) AS moves FROM ledger.entry WHERE version IS NOT NULL GROUP BY 1
        ) e ON e.account_id = a.id
        WHERE a.balance <> coalesce(e.amount, 0) OR a.version <> coalesce(e.moves, 0) OR (a.floored AND a.balance < 0)
        ORDER BY a.id LIMIT 20`,
    ),
};

const movements: BookCheck = {
  name: 'movements',
  about:
    'Each movement joins two accounts of one unit, fits their steps, and is numbered exactly where they are maintained',
  run: async (read) =>
    expectNone(
      await read.$queryRaw<Contradiction[]>`
        SELECT m.transfer_id::text AS "transferId", coalesce(f.id, t.id)::text AS "accountId",
          format('%s of %s from %s to %s', m.kind, m.amount, coalesce(f.kind, 'nothing'), coalesce(t.kind, 'nothing'))
            AS note, count(*) OVER ()::integer AS total
        FROM ledger.move m LEFT JOIN ledger.account f ON f.id = m.from_id LEFT JOIN ledger.account t ON t.id = m.to_id
        WHERE f.id IS NULL OR t.id IS NULL OR f.unit <> t.unit OR m.amount <= 0 OR m.amount % f.step <> 0 OR m.amount % t.step <> 0
          OR f.maintained <> (m.from_version IS NOT NULL) OR t.maintained <> (m.to_version IS NOT NULL)
        ORDER BY m.transfer_id LIMIT 20`,
    ),
};

const keys: BookCheck = {
  name: 'keys',
  about: 'Each idempotency key has its transfer, each transfer its key, of the same moment',
  run: async (read) =>
    expectNone(
      await read.$queryRaw<Contradiction[]>`
        SELECT coalesce(k.transfer_id, m.transfer_id)::text AS "transferId", NULL AS "accountId",
          CASE WHEN m.transfer_id IS NULL THEN 'a key without its transfer' WHEN k.transfer_id IS NULL THEN 'a transfer without a key'
            ELSE 'a key and a transfer of two moments' END AS note,
          count(*) OVER ()::integer AS total
        FROM ledger.key k FULL JOIN (
          SELECT transfer_id, min(at) AS first_at, max(at) AS last_at FROM ledger.move GROUP BY 1
        ) m ON m.transfer_id = k.transfer_id
        WHERE k.transfer_id IS NULL OR m.transfer_id IS NULL OR k.at <> m.first_at OR k.at <> m.last_at
        ORDER BY 1 LIMIT 20`,
    ),
};

const units: BookCheck = {
  name: 'units',
  about: 'All accounts of a unit together hold nothing: what one has, another gave',
  run: async (read) => {
    const sums = new Map<string, bigint>();
    for (const { unit, balance } of await readKinds(read)) sums.set(unit, (sums.get(unit) ?? 0n) + balance);
    const text = (of: (sum: bigint) => bigint): string =>
      [...sums].map(([unit, sum]) => `${unit} ${of(sum)}`).join(', ');
    return {
      ...{ expected: text(() => 0n), found: text((sum) => sum), holds: [...sums.values()].every((sum) => sum === 0n) },
      examples: [],
    };
  },
};

const issued: BookCheck = {
  name: 'issued',
  about: 'Tokens issued = wallets + held + unsettled + earned + paid out + revenue + pool',
  run: async (read) => {
    const held = new Map((await readKinds(read)).map(({ kind, balance }) => [kind, balance]));
    const sum = (kinds: readonly string[]): bigint => kinds.reduce((all, kind) => all + (held.get(kind) ?? 0n), 0n);
    const expected = -sum(['issued:paid', 'issued:promo']);
    const people = ['wallet:paid', 'wallet:promo', 'wallet:held', 'earnings:held'];
    const ours = ['platform:revenue', 'relay:pool', 'payout:in-transit', 'chargeback-loss'];
    const found = sum([...people, 'unsettled', 'earnings', ...ours]);
    return {
      ...{ expected: fineTokensText(expected), found: fineTokensText(found), holds: expected === found },
      examples: [],
    };
  },
};

const partitions: BookCheck = {
  name: 'partitions',
  about: 'There is room for movements of this month and the next two; without it nothing could be posted',
  run: async (read) =>
    expectNone(
      await read.$queryRaw<Contradiction[]>`
        SELECT NULL AS "transferId", NULL AS "accountId", 'no partition ' || name AS note, count(*) OVER ()::integer AS total
        FROM (
          SELECT 'move_' || to_char(month, 'YYYY_MM') AS name
          FROM generate_series(date_trunc('month', now()), now() + interval '2 months', interval '1 month') AS month
        ) wanted
        WHERE NOT EXISTS (
          SELECT FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
          WHERE i.inhparent = 'ledger.move'::regclass AND c.relname = wanted.name
        ) ORDER BY name LIMIT 20`,
    ),
};

const guards: BookCheck = {
  name: 'guards',
  about: 'The triggers that keep the ledger append-only are there, on every partition, and always fire',
  run: async (read) =>
    expectNone(
      await read.$queryRaw<Contradiction[]>`
        SELECT NULL AS "transferId", NULL AS "accountId", wanted.place || ': ' || wanted.name AS note, count(*) OVER ()::integer AS total
        FROM (
          SELECT c.oid AS table_id, c.relname AS place, g.name
          FROM (VALUES ('move', 'moves'), ('move', 'kept'), ('move', 'kept_whole'), ('key', 'kept'), ('account', 'kept'),
            ('account', 'moved_by_moves'), ('account', 'opened_empty'), ('hold', 'begins'), ('hold', 'kept'),
            ('hold_end', 'finishes'), ('hold_end', 'kept'), ('hold_open', 'kept'), ('seal', 'kept'), ('hold_share', 'begins'),
            ('hold_share', 'kept'), ('share_end', 'finishes'), ('share_end', 'kept'), ('share_open', 'kept'),
            ('hold_purpose', 'kept'), ('hold_target', 'kept'), ('closed_month', 'kept')) AS g (place, name)
          JOIN pg_class p ON p.relnamespace = 'ledger'::regnamespace AND p.relname = g.place
          JOIN pg_class c ON c.oid = p.oid OR c.oid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = p.oid)
        ) wanted
        WHERE NOT EXISTS (
          SELECT FROM pg_trigger t WHERE t.tgrelid = wanted.table_id AND t.tgname = wanted.name AND t.tgenabled = 'A'
        ) ORDER BY 3 LIMIT 20`,
    ),
};

const months: BookCheck = {
  name: 'months',
  about: 'Each month that was closed is there, holds what it held then, and takes nothing new',
  run: async (read) =>
    expectNone(
      await read.$queryRaw<Contradiction[]>`
        SELECT NULL AS "transferId", NULL AS "accountId",
          format('%s: closed with %s movements of %s, there are %s of %s', to_char(c.month, 'YYYY-MM'), c.moves, c.amount, coalesce(m.moves, 0), coalesce(m.amount, 0)) AS note,
          count(*) OVER ()::integer AS total
        FROM ledger.closed_month c LEFT JOIN (
          SELECT tableoid, count(*) AS moves, sum(amount) AS amount FROM ledger.move GROUP BY 1
        ) m ON m.tableoid = to_regclass('ledger.move_' || to_char(c.month, 'YYYY_MM'))
        WHERE (c.moves, c.amount) IS DISTINCT FROM (coalesce(m.moves, 0), coalesce(m.amount, 0))
          OR NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = to_regclass('ledger.move_' || to_char(c.month, 'YYYY_MM'))
            AND t.tgname = 'closed' AND t.tgenabled = 'A')
          OR NOT EXISTS (SELECT FROM pg_inherits i WHERE i.inhparent = 'ledger.move'::regclass
            AND i.inhrelid = to_regclass('ledger.move_' || to_char(c.month, 'YYYY_MM')))
        ORDER BY 3 LIMIT 20`,
    ),
};

const holds: BookCheck = {
  name: 'holds',
  about: 'What each account of held value has is the sum of the open holds that wait there',
  run: async (read) =>
    expectNone(
      await read.$queryRaw<Contradiction[]>`
        SELECT NULL AS "transferId", a.id::text AS "accountId",
          format('%s: balance %s, open holds %s (units)', a.kind, a.balance, coalesce(o.amount, 0)) AS note,
          count(*) OVER ()::integer AS total
        FROM ledger.account a LEFT JOIN (
          SELECT h.owner_id, h.source || ':held' AS kind, sum(h.amount) AS amount
          FROM ledger.hold h WHERE NOT EXISTS (SELECT FROM ledger.hold_end e WHERE e.hold_id = h.id) GROUP BY 1, 2
        ) o ON o.owner_id = a.owner_id AND o.kind = a.kind
        WHERE a.kind LIKE '%:held' AND a.balance <> coalesce(o.amount, 0) ORDER BY a.id LIMIT 20`,
    ),
};

const holdEnds: BookCheck = {
  name: 'holds-moved',
  about:
    'Each hold set its amount aside once, and ended in time, as a whole and back to where it came from, or is open',
  run: async (read) => expectNone(await findWrongHolds(read)),
};

function findWrongHolds(read: Reader): Promise<Contradiction[]> {
  return read.$queryRaw`
    WITH moved AS (
      SELECT m.transfer_id, m.kind, min(m.at) AS at,
        sum(m.amount) FILTER (WHERE t.kind LIKE '%:held') AS amount,
        coalesce(sum(m.amount) FILTER (WHERE f.kind = 'wallet:promo'), 0) AS promo,
        sum(m.amount) FILTER (WHERE f.kind LIKE '%:held') AS out,
        coalesce(sum(m.amount) FILTER (WHERE f.kind LIKE '%:held' AND t.owner_id = f.owner_id AND split_part(t.kind, ':', 1) = split_part(f.kind, ':', 1)), 0) AS back,
        coalesce(sum(m.amount) FILTER (WHERE f.kind LIKE '%:held' AND t.owner_id = f.owner_id AND t.kind = 'wallet:promo'), 0) AS promo_back
      FROM ledger.move m JOIN ledger.account f ON f.id = m.from_id JOIN ledger.account t ON t.id = m.to_id
      WHERE f.kind LIKE '%:held' OR t.kind LIKE '%:held' GROUP BY 1, 2
    ), wrong AS (
      SELECT coalesce(h.id, b.transfer_id) AS transfer_id, format('set aside %s (%s given), the hold says %s (%s given)', b.amount, b.promo, h.amount, h.promo) AS note
      FROM ledger.hold h FULL JOIN (SELECT * FROM moved WHERE amount IS NOT NULL) b ON b.transfer_id = h.id
      WHERE (b.amount = h.amount AND b.promo = h.promo AND b.at = h.at) IS NOT TRUE
      UNION ALL
      SELECT coalesce(e.transfer_id, x.transfer_id), format('%s: moved %s, of it %s back (%s given); the hold is %s (%s given), posted %s', e.how, x.out, x.back, x.promo_back, h.amount, h.promo, e.posted)
      FROM ledger.hold_end e JOIN ledger.hold h ON h.id = e.hold_id FULL JOIN (SELECT * FROM moved WHERE out IS NOT NULL) x ON x.transfer_id = e.transfer_id
      WHERE (x.out = h.amount AND x.back = h.amount - e.posted AND x.promo_back = h.promo - e.promo AND e.promo = least(h.promo, e.posted)
        AND x.at = e.at AND e.at >= h.at AND (e.how = 'expired') = (e.at >= h.expires_at)) IS NOT TRUE
      UNION ALL
      SELECT h.id, CASE WHEN o.hold_id IS NULL THEN 'neither open nor ended' ELSE 'open and ended, or elsewhere' END
      FROM ledger.hold h LEFT JOIN ledger.hold_open o ON o.hold_id = h.id LEFT JOIN ledger.hold_end e ON e.hold_id = h.id
      WHERE (o.hold_id IS NULL) = (e.hold_id IS NULL) OR o.expires_at <> h.expires_at
    )
    SELECT transfer_id::text AS "transferId", NULL AS "accountId", note, count(*) OVER ()::integer AS total
    FROM wrong ORDER BY 1, 3 LIMIT 20`;
}

const sealing: BookCheck = {
  name: 'sealing',
  about:
    'Each transfer is sealed within ten minutes, and each of the newest seals follows the one before it; whether the hashes are true is what `npm run audit -- ledger` computes',
  run: async (read) => {
    const result = expectNone(await findSealingFaults(read));
    const head = await readSealHead(read);
    if (!result.holds || head === null) return result;
    return { ...result, examples: [{ transferId: null, accountId: null, note: `newest seal ${head}` }] };
  },
};

/** All of them, in the order in which an operator reads them. */
export function ledgerChecks(): readonly BookCheck[] {
  return [issued, units, balances, versions, movements, keys, holds, holdEnds, partitions, months, guards, sealing];
}
