/**
 * The movements of a long history, as posting would have left them: what each bought and was given each month, tips that spend what
 * was given first, settlements of two tips each. Versions and balances are counted along each account, nothing is below its floor.
 */

/** An id of version 7 for a moment, as `newId` makes them. */
const idAt = (at: string, salt: string): string =>
  `overlay(overlay(lpad(to_hex((extract(epoch FROM ${at}) * 1000)::bigint), 12, '0') || substr(md5(random()::text || ${salt}), 1, 20)
    PLACING '7' FROM 13) PLACING '8' FROM 17)::uuid`;

/** $1: how many tips. The first giver gives most, the first performer has most, and most of that in the show that is on. */
export const tips = `
  CREATE UNLOGGED TABLE made.tip AS
    SELECT t.*, ${idAt('t.at', 't.n::text')} AS id FROM (
      SELECT d.n, d.giver, d.performer, s.id AS session_id, s.stream_id, d.amount, d.private, d.anonymous, d.says,
        (CASE WHEN s.id IS NULL THEN made.since() + (made.until() - made.since()) * d.moment
          ELSE least(s.started_at + made.lasts() * d.moment, made.until() - d.moment * interval '1 hour') END)::timestamptz(3) AS at
      FROM (
        SELECT n, 1 + floor((SELECT count(*) FROM made.giver) * random() ^ 3)::int AS giver,
          1 + floor((SELECT count(*) FROM made.performer) * random() ^ 3)::int AS performer,
          CASE WHEN random() < 0.05 THEN (SELECT max(k) FROM made.show) ELSE 1 + floor((SELECT max(k) FROM made.show) * random())::int END AS k,
          random() AS moment, 1 + floor(random() ^ 2 * 100)::int AS amount, random() < 0.05 AS private, random() < 0.1 AS anonymous,
          random() < 0.2 AS says, random() < 0.92 AS in_show
        FROM generate_series(1, $1::int) AS n
      ) d LEFT JOIN made.show s ON d.in_show AND s.performer = d.performer AND s.k = d.k
    ) t`;

/** Which of them spend what was given (the first three of a month), and which two are divided together. */
export const told = `
  CREATE UNLOGGED TABLE made.told AS
    SELECT t.*, row_number() OVER (PARTITION BY giver, date_trunc('month', at) ORDER BY at, id) <= 3 AS given,
      (row_number() OVER (PARTITION BY performer ORDER BY at, id) + 1) / 2 AS pair
    FROM made.tip t;
  DROP TABLE made.tip;
  CREATE UNLOGGED TABLE made.settlement AS
    SELECT s.*, ${idAt('s.at', 's.pair::text')} AS id FROM (
      SELECT performer, pair, (max(at) + interval '700 milliseconds')::timestamptz(3) AS at, sum(amount)::bigint AS tokens
      FROM made.told GROUP BY 1, 2
    ) s;
  CREATE UNLOGGED TABLE made.issue AS
    SELECT i.*, ${idAt('i.at', 'i.giver::text')} AS id FROM (
      SELECT giver, w.given, (min(at) - interval '1 second')::timestamptz(3) AS at,
        coalesce(sum(amount) FILTER (WHERE told.given = w.given), 0) + CASE WHEN w.given THEN 0 ELSE 10 END AS tokens
      FROM made.told, (VALUES (true), (false)) AS w (given) GROUP BY giver, w.given, date_trunc('month', at)
    ) i`;

const platform = (kind: string): string =>
  `(SELECT id FROM ledger.account WHERE owner_id = '00000000-0000-0000-0000-000000000000' AND kind = '${kind}')`;

/** \`kept\`: the one account of a movement that is maintained; \`way\`: whether it gains. */
export const moves = `
  CREATE UNLOGGED TABLE made.move AS
    SELECT m.*, CASE WHEN kept IS NOT NULL THEN row_number() OVER along END AS version, sum(amount * way) OVER along AS balance,
      sum(amount * way) OVER (PARTITION BY giver ORDER BY at, transfer_id, n) AS left_over
    FROM (
      SELECT t.at, t.id AS transfer_id, 1::smallint AS n, 'tip' AS kind, CASE WHEN t.given THEN g.promo ELSE g.paid END AS from_id,
        p.unsettled AS to_id, t.amount * 10000::bigint AS amount, CASE WHEN t.given THEN g.promo ELSE g.paid END AS kept, -1 AS way, g.n AS giver
      FROM made.told t JOIN made.giver g ON g.n = t.giver JOIN made.performer p ON p.n = t.performer
      UNION ALL
      SELECT i.at, i.id, 1, 'issue', CASE WHEN i.given THEN ${platform('issued:promo')} ELSE ${platform('issued:paid')} END,
        CASE WHEN i.given THEN g.promo ELSE g.paid END, i.tokens * 10000::bigint, CASE WHEN i.given THEN g.promo ELSE g.paid END, 1, g.n
      FROM made.issue i JOIN made.giver g ON g.n = i.giver WHERE i.tokens > 0
      UNION ALL
      SELECT s.at, s.id, 1, 'settle', p.unsettled, p.earnings, s.tokens * 7000, p.earnings, 1, NULL FROM made.settlement s JOIN made.performer p ON p.n = s.performer
      UNION ALL
      SELECT s.at, s.id, 2, 'settle', p.unsettled, ${platform('platform:revenue')}, s.tokens * 3000, NULL, 0, NULL
      FROM made.settlement s JOIN made.performer p ON p.n = s.performer
    ) m WINDOW along AS (PARTITION BY kept ORDER BY at, transfer_id, n);
  CREATE INDEX ON made.move (at);
  CREATE INDEX ON made.move (transfer_id) WHERE kind = 'tip'`;

/** $1, $2: of this time. */
export const writeMoves = `
  INSERT INTO ledger.move (transfer_id, n, at, kind, from_id, to_id, amount, from_version, from_balance, to_version, to_balance)
  SELECT transfer_id, n, at, kind, from_id, to_id, amount, CASE WHEN way < 0 THEN version END, CASE WHEN way < 0 THEN balance END,
    CASE WHEN way > 0 THEN version END, CASE WHEN way > 0 THEN balance END
  FROM made.move WHERE at >= $1::timestamptz AND at < $2::timestamptz ORDER BY at, transfer_id, n`;

export const writeBalances = `
  UPDATE ledger.account a SET balance = l.balance, version = l.version
  FROM (SELECT DISTINCT ON (kept) kept, balance, version FROM made.move WHERE kept IS NOT NULL ORDER BY kept, version DESC) l WHERE a.id = l.kept`;

/** In the order of their time, so that they are sealed in it. */
export const writeKeys = `
  INSERT INTO ledger.key (owner_id, route, key, request_hash, transfer_id, at, place)
  SELECT coalesce(g.id, '00000000-0000-0000-0000-000000000000'), CASE m.kind WHEN 'tip' THEN 'tips' WHEN 'issue' THEN 'purse' ELSE m.kind END,
    encode(sha256(convert_to(m.transfer_id::text, 'UTF8')), 'hex'), repeat('0', 64), m.transfer_id, m.at,
    row_number() OVER (ORDER BY m.at, m.transfer_id)
  FROM made.move m LEFT JOIN made.giver g ON g.n = m.giver WHERE m.n = 1 ORDER BY m.at, m.transfer_id;
  SELECT setval('ledger.key_place', max(place)) FROM ledger.key`;

export const writeTips = `
  INSERT INTO tip (id, at, viewer_id, performer_id, session_id, stream_id, amount, promo, balance_after, creator_units, platform_units, pool_units,
    split_name, split_version, private, anonymous, viewer_name, viewer_handle, message, message_state, reasons)
  SELECT t.id, t.at, g.id, p.id, t.session_id, t.stream_id, t.amount, CASE WHEN t.given THEN t.amount ELSE 0 END, m.left_over / 10000,
    t.amount * 7000::bigint, t.amount * 3000::bigint, 0, 'platform-fee', 1, t.private, t.anonymous, 'Giver ' || g.n, 'h_' || g.n,
    CASE WHEN t.says THEN 'That was a good one' END, CASE WHEN t.says THEN 'shown' END, '{}'
  FROM made.told t JOIN made.giver g ON g.n = t.giver JOIN made.performer p ON p.n = t.performer
  JOIN made.move m ON m.transfer_id = t.id AND m.kind = 'tip' ORDER BY t.at, t.id`;

export const writeSettlements = `
  INSERT INTO tip_settlement (tip_id, transfer_id, at)
  SELECT t.id, s.id, s.at FROM made.told t JOIN made.settlement s ON s.performer = t.performer AND s.pair = t.pair ORDER BY s.at, t.id`;

export const writeTotals = `
  INSERT INTO tip_named (performer_id, viewer_id, public)
  SELECT performer_id, viewer_id, bool_or(NOT private) FROM tip WHERE NOT anonymous GROUP BY 1, 2;
  INSERT INTO tip_total (performer_id, private, tips, tokens, largest, anonymous, named)
  SELECT g.*, (SELECT count(*) FROM tip_named n WHERE n.performer_id = g.performer_id AND n.public <> g.private) FROM (
    SELECT performer_id, private, count(*), sum(amount), max(amount), bool_or(anonymous) FROM tip GROUP BY 1, 2
  ) g`;
