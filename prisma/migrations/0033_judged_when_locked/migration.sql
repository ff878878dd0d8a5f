-- What is judged is judged by what stands when the balances are locked: limits and breaks when a hold is placed, which holds there are when
-- they are ended, and goals that end while their tips wait to be divided. docs/decisions/0036-holds.md and 0045-hold-purposes.md.

-- Locking --------------------------------------------------------------------------------------------------------------

-- Locks of these accounts (an owner and a kind each) those that are maintained, in the order in which every posting takes them. One by one
-- (OFFSET 0 keeps it so): in no plan are accounts gone through, however few there were when it was made.
CREATE FUNCTION ledger.lock_balances(owners uuid[], kinds text[]) RETURNS void
LANGUAGE plpgsql SET search_path = ledger, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  PERFORM FROM (
    SELECT a.id FROM unnest(owners, kinds) AS s (owner_id, kind)
    CROSS JOIN LATERAL (SELECT a.id FROM account a WHERE a.owner_id = s.owner_id AND a.kind = s.kind AND a.maintained OFFSET 0) a
    GROUP BY 1 ORDER BY 1
  ) d, LATERAL (SELECT a.id FROM account a WHERE a.id = d.id OFFSET 0 FOR NO KEY UPDATE) l;
END
$$;
REVOKE ALL ON FUNCTION ledger.lock_balances(uuid[], text[]) FROM PUBLIC;

-- What holds for good, whoever writes ----------------------------------------------------------------------------------

-- As in 0029_hold_purposes, and does not end before it was placed.
CREATE OR REPLACE FUNCTION ledger.finish_hold() RETURNS trigger LANGUAGE plpgsql SET search_path = ledger, pg_temp AS $$
DECLARE
  h hold%ROWTYPE;
  moved record;
BEGIN
  SELECT * INTO h FROM hold WHERE id = NEW.hold_id;
  SELECT sum(m.amount) AS amount, coalesce(sum(m.amount) FILTER (WHERE w.back), 0) AS back,
    coalesce(sum(m.amount) FILTER (WHERE w.back AND t.kind = 'wallet:promo'), 0) AS promo_back,
    coalesce(sum(m.amount) FILTER (WHERE t.kind = 'unsettled'), 0) AS shared,
    min(t.kind) FILTER (WHERE NOT w.back AND (g.kind IS NULL OR t.owner_id = h.owner_id)) AS wrong
  INTO moved FROM move m JOIN account f ON f.id = m.from_id JOIN account t ON t.id = m.to_id
  CROSS JOIN LATERAL (SELECT t.owner_id = h.owner_id AND t.kind = ANY (kinds_of(h.source)) AS back) w
  LEFT JOIN hold_target g ON g.purpose = h.purpose AND g.kind = t.kind
  WHERE m.transfer_id = NEW.transfer_id AND m.at = NEW.at AND f.owner_id = h.owner_id AND f.kind = held_kind(h.source);
  IF (moved.amount = h.amount AND moved.back = h.amount - NEW.posted AND moved.promo_back = h.promo - NEW.promo
      AND NEW.promo = least(h.promo, NEW.posted) AND NEW.at >= h.at AND (NEW.how = 'expired') = (NEW.at >= h.expires_at)) IS NOT TRUE THEN
    RAISE EXCEPTION 'A hold ends as a whole, and in time' USING ERRCODE = 'check_violation';
  ELSIF moved.wrong IS NOT NULL THEN
    RAISE EXCEPTION 'A hold for a % is not posted to % there', h.purpose, moved.wrong USING ERRCODE = 'check_violation';
  ELSIF moved.shared <> (SELECT coalesce(sum(s.amount), 0) FROM hold_share s WHERE s.transfer_id = NEW.transfer_id) THEN
    RAISE EXCEPTION 'What a performer gets of a hold is divided by a split' USING ERRCODE = 'check_violation';
  END IF;
  DELETE FROM hold_open WHERE hold_id = NEW.hold_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Only what is open can end' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;

-- As in 0029_hold_purposes, with accounts looked up one by one: a plan that was made while there were few, kept until somebody analyzed them,
-- went through all of them for each hold.
CREATE OR REPLACE FUNCTION ledger.begin_hold() RETURNS trigger LANGUAGE plpgsql SET search_path = ledger, pg_temp AS $$
DECLARE
  moved record;
BEGIN
  SELECT max(m.to_id) AS account_id, sum(m.amount) AS amount,
    coalesce(sum(m.amount) FILTER (WHERE f.kind = 'wallet:promo'), 0) AS promo,
    bool_and(f.owner_id = NEW.owner_id AND f.kind = ANY (kinds_of(NEW.source))
      AND t.owner_id = NEW.owner_id AND t.kind = held_kind(NEW.source)) AS fits
  INTO moved FROM (SELECT m.from_id, m.to_id, m.amount FROM move m WHERE m.transfer_id = NEW.id AND m.at = NEW.at OFFSET 0) m
  CROSS JOIN LATERAL (SELECT f.owner_id, f.kind FROM account f WHERE f.id = m.from_id OFFSET 0) f
  CROSS JOIN LATERAL (SELECT t.owner_id, t.kind FROM account t WHERE t.id = m.to_id OFFSET 0) t;
  IF (moved.fits AND moved.amount = NEW.amount AND moved.promo = NEW.promo) IS NOT TRUE THEN
    RAISE EXCEPTION 'A hold is what its transfer set aside' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.promo > 0 AND (SELECT p.given FROM hold_purpose p WHERE p.purpose = NEW.purpose) IS NOT TRUE THEN
    RAISE EXCEPTION 'What was given is not held for a %', NEW.purpose USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO hold_open (hold_id, account_id, expires_at) VALUES (NEW.id, moved.account_id, NEW.expires_at);
  RETURN NULL;
END
$$;

-- Placing --------------------------------------------------------------------------------------------------------------

-- As in 0029_hold_purposes: there, whether somebody has limits at all was looked at before their wallet was locked. Every step is a
-- look-up in an index, as in `resolve_holds`.
CREATE OR REPLACE FUNCTION ledger.place_holds(orders jsonb)
RETURNS TABLE (n integer, outcome text, hold_id uuid, at timestamptz, expires_at timestamptz, available bigint, promo bigint, why jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  many constant integer := jsonb_array_length(orders);
  posted record;
  h hold%ROWTYPE;
BEGIN
  IF EXISTS (
    SELECT FROM jsonb_to_recordset(orders) AS o (source text, purpose text, "lastsMs" bigint)
    LEFT JOIN hold_purpose p ON p.purpose = o.purpose AND p.source = o.source
    WHERE (p.purpose IS NOT NULL AND o."lastsMs" BETWEEN 1 AND 34560000000) IS NOT TRUE
  ) THEN
    RAISE EXCEPTION 'A hold is for a purpose that there is, from where that is held, and lasts a millisecond to 400 days'
      USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM jsonb_to_recordset(orders) AS o (purpose text) JOIN hold_purpose p ON p.purpose = o.purpose WHERE p.spends) THEN
    -- The balances that the posting takes, before anything is looked at: what was set while this waited for a wallet holds.
    PERFORM lock_balances(array_agg(o.owner), array_agg(k.kind)) FROM jsonb_to_recordset(orders) AS o (owner uuid, source text)
    CROSS JOIN LATERAL unnest(kinds_of('wallet') || kinds_of(o.source) || held_kind(o.source)) AS k (kind);
    IF EXISTS (
      SELECT FROM jsonb_to_recordset(orders) AS o (owner uuid, purpose text)
      JOIN hold_purpose p ON p.purpose = o.purpose JOIN public.spending_limit l ON l.viewer_id = o.owner WHERE p.spends
    ) THEN
      IF many > 1 THEN
        -- Each is judged by what those before it left.
        FOR i IN 0 .. many - 1 LOOP
          RETURN QUERY SELECT * FROM place_holds(jsonb_build_array(orders -> i));
        END LOOP;
        RETURN;
      END IF;
      SELECT public.spending_refusal(o.owner, least(ceil(o.amount / 10000), 2147483647)::integer),
        (SELECT sum(a.balance) FROM account a WHERE a.owner_id = o.owner AND a.kind = ANY (kinds_of('wallet'))), o.n
      INTO why, available, n
      FROM jsonb_to_recordset(orders) AS o (n integer, owner uuid, amount numeric, route text, key text)
      WHERE NOT EXISTS (SELECT FROM key k WHERE k.owner_id = o.owner AND k.route = o.route AND k.key = hash_key(o.key));
      IF why IS NOT NULL THEN
        outcome := 'limited';
        RETURN NEXT;
        RETURN;
      END IF;
    END IF;
  END IF;
  FOR posted IN
    SELECT p.*, o.owner, o.source, o.purpose, o.amount, o."lastsMs"
    FROM post((
      SELECT coalesce(jsonb_agg(jsonb_build_object('n', x.n, 'id', x.id, 'kind', 'hold', 'owner', x.owner, 'route', x.route, 'key', x.key, 'hash', x.hash,
        'moves', jsonb_build_array(jsonb_build_object('from', CASE WHEN u.source = 'wallet' AND NOT u.given THEN 'wallet:paid' ELSE u.source END,
          'fromOwner', x.owner, 'to', held_kind(u.source), 'toOwner', x.owner, 'amount', x.amount))
      ) ORDER BY x.n), '[]')
      FROM jsonb_to_recordset(orders) AS x (n integer, id uuid, owner uuid, purpose text, amount bigint, route text, key text, hash text)
      JOIN hold_purpose u ON u.purpose = x.purpose
    )) AS p
    JOIN jsonb_to_recordset(orders) AS o (n integer, owner uuid, source text, purpose text, amount bigint, "lastsMs" bigint) ON o.n = p.n
    ORDER BY p.n
  LOOP
    h := NULL;
    IF posted.outcome = 'posted' THEN
      INSERT INTO hold (id, owner_id, source, purpose, amount, promo, at, expires_at)
      VALUES (posted.transfer_id, posted.owner, posted.source, posted.purpose, posted.amount, coalesce(posted.promo, 0), posted.at,
        posted.at + posted."lastsMs" * interval '1 millisecond')
      RETURNING * INTO h;
    ELSIF posted.outcome = 'replayed' THEN
      SELECT * INTO h FROM hold x WHERE x.id = posted.transfer_id;
    END IF;
    n := posted.n;
    outcome := CASE posted.outcome WHEN 'posted' THEN 'placed'
      -- What stands under the key is no hold.
      WHEN 'replayed' THEN CASE WHEN h.id IS NULL THEN 'key_reused' ELSE 'replayed' END ELSE posted.outcome END;
    hold_id := h.id;
    at := h.at;
    expires_at := h.expires_at;
    available := posted.available;
    promo := h.promo;
    why := NULL;
    RETURN NEXT;
  END LOOP;
END
$$;

-- Ending ---------------------------------------------------------------------------------------------------------------

-- As in 0024_holds, and `not_found` is also a hold that was placed while this call waited for others' balances: when it was asked, there
-- was none. Such a hold could be ended there without its balances being locked.
CREATE OR REPLACE FUNCTION ledger.resolve_holds(orders jsonb)
RETURNS TABLE (n integer, outcome text, how text, transfer_id uuid, at timestamptz, posted bigint, promo bigint, available bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  o jsonb;
  moment timestamptz(3);
  known key%ROWTYPE;
  h hold%ROWTYPE;
  e hold_end%ROWTYPE;
  wanted numeric;
  there uuid[];
  owners uuid[];
  kinds text[];
BEGIN
  -- Every balance that may move. Holds are never changed; of one that is placed while this waits nothing is locked, so it is left alone.
  SELECT array_agg(s.id), array_agg(s.owner_id), array_agg(s.kind) INTO there, owners, kinds FROM (
    SELECT d.id, d.owner_id, k.kind FROM jsonb_to_recordset(orders) AS x (hold uuid)
    CROSS JOIN LATERAL (SELECT d.id, d.owner_id, d.source FROM hold d WHERE d.id = x.hold OFFSET 0) d
    CROSS JOIN LATERAL unnest(kinds_of(d.source) || held_kind(d.source)) AS k (kind)
    UNION ALL
    SELECT NULL, m."toOwner", m."to" FROM jsonb_to_recordset(orders) AS x (moves jsonb)
    CROSS JOIN LATERAL jsonb_to_recordset(x.moves) AS m ("to" text, "toOwner" uuid)
  ) s;
  PERFORM lock_balances(owners, kinds);
  moment := clock_timestamp();

  FOR i IN 0 .. jsonb_array_length(orders) - 1 LOOP
    o := orders -> i;
    e := NULL;
    wanted := coalesce((SELECT sum(m.amount) FROM jsonb_to_recordset(o -> 'moves') AS m (amount bigint)), 0);
    IF (o ->> 'how' = 'post' AND wanted > 0 OR o ->> 'how' = 'void' AND NOT o ? 'moves') IS NOT TRUE THEN
      RAISE EXCEPTION 'A hold is posted with what it spends, or voided without' USING ERRCODE = 'check_violation';
    END IF;
    SELECT * INTO h FROM hold x WHERE x.id = (o ->> 'hold')::uuid;
    SELECT * INTO known FROM key k
    WHERE k.owner_id = (o ->> 'owner')::uuid AND k.route = o ->> 'route' AND k.key = hash_key(o ->> 'key');
    IF FOUND THEN
      SELECT * INTO e FROM hold_end x
      WHERE x.transfer_id = known.transfer_id AND x.hold_id = h.id AND known.request_hash = o ->> 'hash';
      outcome := CASE WHEN FOUND THEN 'replayed' ELSE 'key_reused' END;
    ELSE
      SELECT * INTO e FROM hold_end x WHERE x.hold_id = h.id;
      outcome := CASE WHEN h.id IS NULL THEN 'not_found'
        WHEN e.how = 'expired' THEN 'too_late'
        WHEN e.hold_id IS NOT NULL THEN 'already_resolved'
        WHEN moment >= h.expires_at THEN 'too_late'
        WHEN (h.id = ANY (there)) IS NOT TRUE THEN 'not_found'
        WHEN wanted > h.amount THEN 'too_much'
        WHEN o ->> 'how' = 'post' THEN 'posted' ELSE 'voided' END;
    END IF;
    IF outcome IN ('posted', 'voided') THEN
      -- A clock that was put back since does not end it before it was placed.
      e := end_hold(h, outcome, (o ->> 'id')::uuid, greatest(moment, h.at), coalesce(o -> 'moves', '[]'),
        (o ->> 'owner')::uuid, o ->> 'route', hash_key(o ->> 'key'), o ->> 'hash');
    ELSIF outcome = 'not_found' THEN
      h := NULL;
    END IF;
    n := o ->> 'n';
    how := CASE outcome WHEN 'too_late' THEN 'expired' ELSE e.how END;
    transfer_id := e.transfer_id;
    at := e.at;
    posted := e.posted;
    promo := e.promo;
    SELECT sum(a.balance) INTO available FROM account a WHERE a.owner_id = h.owner_id AND a.kind = ANY (kinds_of('wallet'));
    RETURN NEXT;
  END LOOP;
END
$$;

-- Goals ----------------------------------------------------------------------------------------------------------------

-- As in 0028_long_history, and a goal that ended has the tips of its time that still waited then. Totals come first: they let one settlement of
-- a performer at a time go on.
CREATE OR REPLACE FUNCTION tip_settle(performer uuid, most integer, transfer uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
  ids uuid[];
  sums record;
  posted record;
  nobody constant uuid := '00000000-0000-0000-0000-000000000000';
BEGIN
  -- No goal is set or ended between here and the commit (`lockBoard`): each tip is added to the goal it belongs to, once.
  -- Where that is being done now, somebody settles a moment later; whoever else waits is not kept waiting by it.
  IF NOT pg_try_advisory_xact_lock_shared(hashtextextended('tip board ' || performer, 0)) THEN RETURN 0; END IF;
  IF EXISTS (SELECT FROM operation_pause p WHERE p.name = 'settlement') THEN RETURN 0; END IF;
  WITH gone AS (
    DELETE FROM settlement_queue d WHERE d.tip_id IN (
      SELECT q.tip_id FROM settlement_queue q WHERE q.performer_id = performer ORDER BY q.at, q.tip_id LIMIT most FOR UPDATE SKIP LOCKED
    ) RETURNING d.tip_id
  ) SELECT array_agg(g.tip_id) INTO ids FROM gone g;
  IF ids IS NULL THEN RETURN 0; END IF;
  SELECT sum(t.creator_units) AS creator, sum(t.platform_units) AS platform, sum(t.pool_units) AS pool, min(t.at) AS oldest
  INTO sums FROM tip t WHERE t.id = ANY (ids);
  -- Opened before the posting locks what is there: of two first settlements at once one waits here, not behind its clock.
  PERFORM ledger.open(performer, 'earnings');
  SELECT * INTO posted FROM ledger.post(jsonb_build_array(jsonb_build_object(
    'n', 1, 'id', transfer, 'kind', 'settle', 'owner', nobody, 'route', 'settle', 'key', transfer::text,
    'hash', encode(sha256(convert_to(transfer::text, 'UTF8')), 'hex'),
    'moves', (
      SELECT jsonb_agg(jsonb_build_object('from', 'unsettled', 'fromOwner', performer, 'to', s.kind, 'toOwner', s.owner, 'amount', s.amount))
      FROM (VALUES ('earnings', performer, sums.creator), ('platform:revenue', nobody, sums.platform), ('relay:pool', nobody, sums.pool))
        AS s (kind, owner, amount)
      WHERE s.amount > 0
    )
  )));
  IF posted.outcome <> 'posted' THEN
    RAISE EXCEPTION 'A settlement was %', posted.outcome;
  END IF;
  INSERT INTO tip_settlement (tip_id, transfer_id, at) SELECT id, transfer, posted.at FROM unnest(ids) AS id;
  PERFORM tip_add_up(performer, ids);
  -- Each public one belongs to the goal in whose time it was given. Of those that ended only such are read as did since the oldest of these.
  WITH given AS MATERIALIZED (
    SELECT t.at, t.amount FROM tip t WHERE t.id = ANY (ids) AND NOT t.private
  ), come AS (
    SELECT o.id, sum(t.amount) AS tokens
    FROM tip_goal o JOIN given t ON t.at >= o.created_at AND (o.ended_at IS NULL OR t.at < o.ended_at)
    WHERE o.performer_id = performer AND (o.ended_at IS NULL OR o.ended_at > sums.oldest) GROUP BY 1
  ) UPDATE tip_goal g SET settled_tokens = g.settled_tokens + c.tokens FROM come c WHERE g.id = c.id;
  RETURN cardinality(ids);
END
$$;

-- Tips that waited when their goal ended. Of goals that ended, which nobody else writes: a tip that is divided by the older text of
-- `tip_settle` while this runs may be missing, as with 0018 (`npm start` migrates before it starts a process).
UPDATE tip_goal g SET settled_tokens = s.tokens
FROM (
  SELECT o.id, coalesce((
    SELECT sum(t.amount) FROM tip t JOIN tip_settlement d ON d.tip_id = t.id
    WHERE t.performer_id = o.performer_id AND NOT t.private AND t.at >= o.created_at AND t.at < o.ended_at
  ), 0) AS tokens
  FROM tip_goal o WHERE o.ended_at IS NOT NULL
) s WHERE g.id = s.id AND g.settled_tokens <> s.tokens;
-- By which `tip_settle` finds them.
CREATE INDEX tip_goal_ended_idx ON tip_goal (performer_id, ended_at);
