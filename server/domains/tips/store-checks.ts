/**
 * What must agree between tips and the ledger, as queries that find what contradicts it. Read in the snapshot in which the
 * ledger compares itself; nothing is corrected. Each reads every tip once.
 */
import { type BookCheck, type Contradiction, expectNone } from '../ledger/index.ts';

const given: BookCheck = {
  name: 'tips-given',
  about: 'Each tip is what left its viewer’s wallet for its performer, each such transfer a tip',
  run: async (read) =>
    expectNone(
      await read.$queryRaw<Contradiction[]>`
        SELECT coalesce(t.id, m.transfer_id)::text AS "transferId", NULL AS "accountId",
          CASE WHEN t.id IS NULL THEN 'a transfer without a tip' WHEN m.transfer_id IS NULL THEN 'a tip without a transfer'
            ELSE format('a tip of %s tokens, %s of them given; the transfer moved %s, %s of them given (units)', t.amount, t.promo, m.amount, m.promo)
          END AS note,
          count(*) OVER ()::integer AS total
        FROM tip t FULL JOIN (
          SELECT v.transfer_id, min(v.at) AS at, sum(v.amount) AS amount,
            coalesce(sum(v.amount) FILTER (WHERE f.kind = 'wallet:promo'), 0) AS promo,
            bool_and(f.kind IN ('wallet:paid', 'wallet:promo') AND p.kind = 'unsettled') AS fits,
            array_agg(DISTINCT f.owner_id) AS givers, array_agg(DISTINCT p.owner_id) AS given
          FROM ledger.move v JOIN ledger.account f ON f.id = v.from_id JOIN ledger.account p ON p.id = v.to_id
          WHERE v.kind = 'tip' GROUP BY 1
        ) m ON m.transfer_id = t.id
        WHERE t.id IS NULL OR m.transfer_id IS NULL OR NOT m.fits OR m.at <> t.at
          OR m.amount <> t.amount * 10000::bigint OR m.promo <> t.promo * 10000::bigint
          OR m.givers <> ARRAY[t.viewer_id] OR m.given <> ARRAY[t.performer_id]
        ORDER BY 1 LIMIT 20`,
    ),
};

const waiting: BookCheck = {
  name: 'tips-unsettled',
  about:
    'What is unsettled of a performer is the sum of their tips, and of their shares of holds, that wait to be divided',
  run: async (read) =>
    expectNone(
      await read.$queryRaw<Contradiction[]>`
        SELECT NULL AS "transferId", a.id::text AS "accountId",
          format('unsettled %s, waiting %s (units)', coalesce(a.balance, 0), coalesce(q.amount, 0)) AS note,
          count(*) OVER ()::integer AS total
        FROM (
          SELECT c.id, c.owner_id, coalesce(sum(e.amount), 0) AS balance
          FROM ledger.account c LEFT JOIN ledger.entry e ON e.account_id = c.id AND e.version IS NULL
          WHERE c.kind = 'unsettled' GROUP BY 1
        ) a FULL JOIN (
          SELECT w.performer_id, sum(w.amount) AS amount FROM (
            SELECT k.performer_id, t.amount * 10000::bigint AS amount FROM settlement_queue k JOIN tip t ON t.id = k.tip_id
            UNION ALL
            SELECT o.performer_id, s.amount FROM ledger.share_open o JOIN ledger.hold_share s USING (transfer_id, performer_id)
          ) w GROUP BY 1
        ) q ON q.performer_id = a.owner_id
        WHERE coalesce(a.balance, 0) <> coalesce(q.amount, 0) ORDER BY 2 LIMIT 20`,
    ),
};

const placed: BookCheck = {
  name: 'tips-placed',
  about: 'Each tip waits to be divided or was divided, never both, never neither',
  run: async (read) =>
    expectNone(
      await read.$queryRaw<Contradiction[]>`
        SELECT t.id::text AS "transferId", NULL AS "accountId",
          CASE WHEN q.tip_id IS NULL AND s.tip_id IS NULL THEN 'neither waits nor was divided'
            WHEN s.tip_id IS NULL THEN 'waits under another performer or moment' ELSE 'waits and was divided' END AS note,
          count(*) OVER ()::integer AS total
        FROM tip t LEFT JOIN settlement_queue q ON q.tip_id = t.id LEFT JOIN tip_settlement s ON s.tip_id = t.id
        WHERE (q.tip_id IS NULL) = (s.tip_id IS NULL) OR q.performer_id <> t.performer_id OR q.at <> t.at
        ORDER BY 1 LIMIT 20`,
    ),
};

const divided: BookCheck = {
  name: 'tips-divided',
  about: 'The parts of the tips a settlement divided are what it moved to performer, platform and pool',
  run: async (read) =>
    expectNone(
      await read.$queryRaw<Contradiction[]>`
        SELECT coalesce(d.transfer_id, m.transfer_id)::text AS "transferId", NULL AS "accountId",
          CASE WHEN d.transfer_id IS NULL THEN 'a settlement without tips' WHEN m.transfer_id IS NULL THEN 'divided without a transfer'
            ELSE format('parts %s, %s, %s; moved %s, %s, %s (units)', d.creator, d.platform, d.pool, m.creator, m.platform, m.pool) END AS note,
          count(*) OVER ()::integer AS total
        FROM (
          SELECT s.transfer_id, array_agg(DISTINCT t.performer_id) AS performers, min(s.at) AS first_at, max(s.at) AS last_at,
            sum(t.creator_units) AS creator, sum(t.platform_units) AS platform, sum(t.pool_units) AS pool
          FROM tip_settlement s JOIN tip t ON t.id = s.tip_id GROUP BY 1
        ) d FULL JOIN (
          SELECT v.transfer_id, array_agg(DISTINCT f.owner_id) AS performers, min(v.at) AS at,
            coalesce(sum(v.amount) FILTER (WHERE p.kind = 'earnings'), 0) AS creator,
            coalesce(sum(v.amount) FILTER (WHERE p.kind = 'platform:revenue'), 0) AS platform,
            coalesce(sum(v.amount) FILTER (WHERE p.kind = 'relay:pool'), 0) AS pool,
            bool_and(f.kind = 'unsettled' AND p.kind IN ('earnings', 'platform:revenue', 'relay:pool')
              AND (p.kind <> 'earnings' OR p.owner_id = f.owner_id)) AS fits
          FROM ledger.move v JOIN ledger.account f ON f.id = v.from_id JOIN ledger.account p ON p.id = v.to_id
          WHERE v.kind = 'settle' GROUP BY 1
        ) m ON m.transfer_id = d.transfer_id
        WHERE d.transfer_id IS NULL OR m.transfer_id IS NULL OR NOT m.fits OR d.performers <> m.performers
          OR d.first_at <> m.at OR d.last_at <> m.at
          OR (d.creator, d.platform, d.pool) IS DISTINCT FROM (m.creator, m.platform, m.pool)
        ORDER BY 1 LIMIT 20`,
    ),
};

const shares: BookCheck = {
  name: 'tips-shares',
  about: 'The parts of each tip are its amount by the split it names; a tip in a session names the session’s',
  run: async (read) =>
    expectNone(
      await read.$queryRaw<Contradiction[]>`
        SELECT t.id::text AS "transferId", NULL AS "accountId",
          format('%s tokens by %s %s: %s, %s, %s (units)', t.amount, t.split_name, t.split_version, t.creator_units, t.platform_units, t.pool_units)
            AS note, count(*) OVER ()::integer AS total
        FROM tip t JOIN split r ON r.name = t.split_name AND r.version = t.split_version
        LEFT JOIN stream_session s ON s.id = t.session_id
        WHERE (t.creator_units, t.platform_units, t.pool_units) IS DISTINCT FROM
            (t.amount::bigint * r.creator_bp, t.amount::bigint * r.platform_bp, t.amount::bigint * r.pool_bp)
          OR (s.id IS NOT NULL AND (s.split_name, s.split_version, s.performer_id, s.stream_id) IS DISTINCT FROM
            (t.split_name, t.split_version, t.performer_id, t.stream_id))
        ORDER BY 1 LIMIT 20`,
    ),
};

const goals: BookCheck = {
  name: 'tips-goals',
  about:
    'What each goal has of divided tips is the sum of the public ones of its time: since it was set, until it ended',
  run: async (read) =>
    expectNone(
      await read.$queryRaw<Contradiction[]>`
        SELECT NULL AS "transferId", NULL AS "accountId",
          format('goal %s has %s, its divided tips are %s (tokens)', g.id, g.settled_tokens, g.divided) AS note,
          count(*) OVER ()::integer AS total
        FROM (
          SELECT o.id, o.settled_tokens, (
            SELECT coalesce(sum(t.amount), 0) FROM tip t JOIN tip_settlement s ON s.tip_id = t.id
            WHERE t.performer_id = o.performer_id AND t.at >= o.created_at AND (o.ended_at IS NULL OR t.at < o.ended_at) AND NOT t.private
          ) AS divided FROM tip_goal o
        ) g WHERE g.settled_tokens <> g.divided ORDER BY 3 LIMIT 20`,
    ),
};

const totals: BookCheck = {
  name: 'tips-totals',
  about:
    'What is kept of all that each performer was given is the sum of their divided tips, and who gave under their name is counted once',
  run: async (read) =>
    expectNone(
      await read.$queryRaw<Contradiction[]>`
        WITH divided AS MATERIALIZED (
          SELECT t.performer_id, t.viewer_id, t.private, t.anonymous, count(*) AS tips, sum(t.amount) AS tokens, max(t.amount) AS largest
          FROM tip t JOIN tip_settlement s ON s.tip_id = t.id GROUP BY 1, 2, 3, 4
        ), named AS (
          SELECT performer_id, viewer_id, bool_or(NOT private) AS public FROM divided WHERE NOT anonymous GROUP BY 1, 2
        ), summed AS (
          SELECT d.performer_id, d.private, sum(d.tips) AS tips, sum(d.tokens) AS tokens, max(d.largest) AS largest, bool_or(d.anonymous) AS anonymous,
            (SELECT count(*) FROM named n WHERE n.performer_id = d.performer_id AND n.public <> d.private) AS named
          FROM divided d GROUP BY 1, 2
        ), wrong AS (
          SELECT format('%s: %s tips, %s tokens, %s named; kept %s, %s, %s', performer_id, s.tips, s.tokens, s.named, k.tips, k.tokens, k.named) AS note
          FROM summed s FULL JOIN (SELECT * FROM tip_total WHERE tips > 0) k USING (performer_id, private)
          WHERE (s.tips, s.tokens, s.largest, s.anonymous) IS DISTINCT FROM (k.tips, k.tokens, k.largest, k.anonymous)
            OR s.named IS DISTINCT FROM k.named
          UNION ALL
          SELECT format('%s by %s: a name that is kept otherwise', performer_id, viewer_id)
          FROM named n FULL JOIN tip_named k USING (performer_id, viewer_id) WHERE n.public IS DISTINCT FROM k.public
        )
        SELECT NULL AS "transferId", NULL AS "accountId", note, count(*) OVER ()::integer AS total FROM wrong ORDER BY 3 LIMIT 20`,
    ),
};

/** All of them, in the order in which an operator reads them. */
export function tipChecks(): readonly BookCheck[] {
  return [given, waiting, placed, divided, shares, goals, totals];
}
