-- Tips are accepted in less processor time (docs/decisions/0046-posting-in-less.md): what was posted is joined once with what was
-- asked for, not once for each table that is written.

-- As in 0027_tips_told_together but for `done`, and for plans: one that is made while a table is empty is kept until the table was
-- analyzed, so everything is looked up one by one (OFFSET 0 keeps it so), where a join could read a whole table.
CREATE OR REPLACE FUNCTION tip_accept(orders jsonb, wait boolean, reactions text[])
RETURNS TABLE (n integer, outcome text, tip_id uuid, at timestamptz, available bigint, why jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET enable_hashagg = off SET enable_material = off
SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  taken uuid[];
BEGIN
  SELECT coalesce(array_agg(w), '{}') INTO taken FROM ledger.take_wallets(
    (SELECT array_agg(DISTINCT x.viewer) FROM jsonb_to_recordset(orders) AS x (viewer uuid)), wait) AS w;
  RETURN QUERY WITH asked AS MATERIALIZED (
    SELECT x.*, row_number() OVER (PARTITION BY x.viewer, x.key ORDER BY x.n) AS nth_of_key,
      row_number() OVER (PARTITION BY x.viewer ORDER BY x.n) AS nth
    FROM jsonb_to_recordset(orders) AS x (n integer, id uuid, viewer uuid, "viewerName" text, "viewerHandle" text,
      performer uuid, session uuid, split jsonb, amount integer, private boolean, anonymous boolean, message text,
      "messageState" text, reasons text[], "menuItem" text, key text, hash text)
  ), known AS MATERIALIZED (
    SELECT a.*, k.transfer_id IS NOT NULL AS kept, l.viewer_id IS NOT NULL AS limited, s.id AS live_id, s.stream_id,
      coalesce(s.split_name, a.split ->> 'name') AS split_name, coalesce(s.split_version, (a.split ->> 'version')::integer) AS split_version,
      -- Suspended in this moment: nobody who may not be here gives, or is given.
      v.disabled_at IS NOT NULL OR p.disabled_at IS NOT NULL AS gone,
      NOT a.viewer = ANY (taken) OR a.nth_of_key > 1 OR (a.nth > 1 AND l.viewer_id IS NOT NULL) AS waits
    FROM asked a
    LEFT JOIN LATERAL (
      SELECT k.transfer_id FROM ledger.key k WHERE k.owner_id = a.viewer AND k.route = 'tips' AND k.key = ledger.hash_key(a.key) OFFSET 0
    ) k ON true
    LEFT JOIN LATERAL (
      SELECT s.id, s.stream_id, s.split_name, s.split_version FROM stream_session s
      WHERE s.id = a.session AND s.performer_id = a.performer AND s.ended_at IS NULL OFFSET 0
    ) s ON true
    LEFT JOIN LATERAL (SELECT v.disabled_at FROM account v WHERE v.id = a.viewer OFFSET 0) v ON true
    LEFT JOIN LATERAL (SELECT p.disabled_at FROM account p WHERE p.id = a.performer OFFSET 0) p ON true
    LEFT JOIN LATERAL (SELECT l.viewer_id FROM spending_limit l WHERE l.viewer_id = a.viewer OFFSET 0) l ON true
  ), judged AS MATERIALIZED (
    SELECT j.*, CASE WHEN j.waits THEN 'busy' WHEN j.kept THEN NULL WHEN j.session IS NOT NULL AND j.live_id IS NULL THEN 'not_live'
      WHEN j.gone THEN 'gone' WHEN j.limit_why IS NOT NULL THEN 'limited' END AS refusal
    FROM (
      SELECT k.*, CASE WHEN k.limited AND NOT (k.waits OR k.kept) THEN spending_refusal(k.viewer, k.amount) END AS limit_why FROM known k
    ) j
  ), posted AS MATERIALIZED (
    SELECT p.* FROM (
      SELECT coalesce(jsonb_agg(jsonb_build_object(
        'n', j.n, 'id', j.id, 'kind', 'tip', 'owner', j.viewer, 'route', 'tips', 'key', j.key, 'hash', j.hash,
        'moves', jsonb_build_array(jsonb_build_object(
          'from', 'wallet', 'fromOwner', j.viewer, 'to', 'unsettled', 'toOwner', j.performer, 'amount', j.amount * 10000::bigint
        ))) ORDER BY j.n), '[]') AS orders
      -- What was accepted once is answered the same, whatever happened since.
      FROM judged j WHERE j.refusal IS NULL
    ) o, ledger.post(o.orders) AS p
  ), done AS MATERIALIZED (
    -- Compared each with each, which is quick for the few of a call and slow where it is done again for whatever is written.
    SELECT j.*, p.outcome, p.transfer_id, p.at, p.available, p.promo FROM judged j LEFT JOIN posted p ON p.n = j.n
  ), tips AS (
    INSERT INTO tip (id, at, viewer_id, performer_id, session_id, stream_id, amount, promo, balance_after, creator_units,
      platform_units, pool_units, split_name, split_version, private, anonymous, viewer_name, viewer_handle, menu_item, message,
      message_state, reasons)
    SELECT d.id, d.at, d.viewer, d.performer, d.live_id, d.stream_id, d.amount, d.promo / 10000, d.available / 10000,
      -- Whole tokens times basis points: exact. Without a split they are null, and the statement fails.
      d.amount::bigint * r.creator_bp, d.amount::bigint * r.platform_bp, d.amount::bigint * r.pool_bp, d.split_name, d.split_version,
      d.private, d.anonymous, d."viewerName", d."viewerHandle", d."menuItem", d.message, d."messageState", coalesce(d.reasons, '{}')
    FROM done d LEFT JOIN split r ON r.name = d.split_name AND r.version = d.split_version
    WHERE d.outcome = 'posted' ORDER BY d.n
  ), queued AS (
    INSERT INTO settlement_queue (tip_id, performer_id, at)
    SELECT d.id, d.performer, d.at FROM done d WHERE d.outcome = 'posted' ORDER BY d.n
  ), told AS (
    INSERT INTO outbox_event (key, name, body, created_at)
    -- What one performer is given is told in order, and what they are given by one call is told together.
    SELECT coalesce(d.stream_id, d.performer)::text, 'tip.accepted', jsonb_build_object('tipIds', jsonb_agg(d.id ORDER BY d.n)), min(d.at)
    FROM done d WHERE d.outcome = 'posted' GROUP BY 1 ORDER BY min(d.n)
    RETURNING id, key, created_at
  ), delivered AS (
    INSERT INTO outbox_delivery (event_id, reaction, key, state, next_attempt_at)
    -- Due at once by every process's clock, though it may be a little behind the database's.
    SELECT e.id, r.reaction, e.key, 'PENDING', e.created_at - interval '1 minute'
    FROM told e, unnest(reactions) AS r (reaction) ORDER BY e.id
  )
  SELECT d.n, coalesce(d.refusal, d.outcome), d.transfer_id, d.at,
    CASE d.outcome WHEN 'replayed' THEN (SELECT t.balance_after FROM tip t WHERE t.id = d.transfer_id) * 10000 ELSE d.available END,
    d.limit_why
  FROM done d ORDER BY d.n;
END
$$;

-- As in 0015_ledger, sorted by what no index is in the order of: else Postgres 15 may go through all accounts to find a few in order.
CREATE OR REPLACE FUNCTION ledger.take_wallets(owners uuid[], wait boolean) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp SET enable_seqscan = off AS $$
BEGIN
  IF wait THEN
    RETURN QUERY WITH taken AS (
      SELECT a.owner_id FROM account a
      WHERE a.owner_id = ANY (owners) AND a.kind IN ('wallet:paid', 'wallet:promo') ORDER BY a.id + 0 FOR NO KEY UPDATE
    ) SELECT t.owner_id FROM taken t GROUP BY 1 HAVING count(*) = 2;
  ELSE
    RETURN QUERY WITH taken AS (
      SELECT a.owner_id FROM account a
      WHERE a.owner_id = ANY (owners) AND a.kind IN ('wallet:paid', 'wallet:promo') ORDER BY a.id + 0
      FOR NO KEY UPDATE SKIP LOCKED
    ) SELECT t.owner_id FROM taken t GROUP BY 1 HAVING count(*) = 2;
  END IF;
END
$$;
