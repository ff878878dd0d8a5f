-- Three things of the money: a goal's figure is kept and not summed anew, idempotency keys are kept as hashes, and boards
-- leave out what was given where not everybody may be. The functions that move money stand here in full, as they are now.
-- Nothing may post while this runs (`npm start` migrates before it starts a process; elsewhere API and jobs are stopped first): a
-- settlement under way would divide tips past the goals, and a posting under way keep a key as it came.

-- Goals ------------------------------------------------------------------------------------------------------------------

-- What came together for a goal is this and what still waits in `settlement_queue`: a tip leaves the queue and is added here
-- in one transaction, so whoever reads both in one statement reads the exact sum. Settlement does it, not the giver: of one
-- performer there is one settlement at a time anyway, and givers still wait for nobody.
ALTER TABLE tip_goal ADD COLUMN settled_tokens bigint NOT NULL DEFAULT 0 CHECK (settled_tokens >= 0);
UPDATE tip_goal g SET settled_tokens = coalesce((
  SELECT sum(t.amount) FROM tip t JOIN tip_settlement s ON s.tip_id = t.id
  WHERE t.performer_id = g.performer_id AND NOT t.private AND t.at >= g.created_at AND (g.ended_at IS NULL OR t.at < g.ended_at)
), 0);
-- Whoever sets a goal says with what it begins. The application cannot change it afterwards.
ALTER TABLE tip_goal ALTER COLUMN settled_tokens DROP DEFAULT;

-- Divides what waits for one performer, oldest first, at most `most` tips, in one transfer, and adds the public ones to the
-- goal that is open. Nothing while settlement is paused. Several may run at once: each takes rows that no other has.
-- @returns how many tips were divided
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
  SELECT sum(t.creator_units) AS creator, sum(t.platform_units) AS platform, sum(t.pool_units) AS pool
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
  UPDATE tip_goal g SET settled_tokens = g.settled_tokens + (
    SELECT coalesce(sum(t.amount), 0) FROM tip t WHERE t.id = ANY (ids) AND NOT t.private AND t.at >= g.created_at
  ) WHERE g.performer_id = performer AND g.ended_at IS NULL;
  RETURN cardinality(ids);
END
$$;

-- Keys -------------------------------------------------------------------------------------------------------------------

-- A key is whatever a client chose, up to 200 characters, in a table from which nothing is ever deleted: a name or an
-- address in it could not be erased. What is looked up is the same with a hash of it.
CREATE FUNCTION ledger.hash_key(key text) RETURNS text LANGUAGE sql STABLE
RETURN encode(sha256(convert_to(key, 'UTF8')), 'hex');
REVOKE ALL ON FUNCTION ledger.hash_key(text) FROM PUBLIC;

-- The one change of rows that were written: the guard is off within this transaction only.
ALTER TABLE ledger.key DISABLE TRIGGER kept;
-- A key may be what the hash of another is, for as long as not all of them are hashed.
ALTER TABLE ledger.key DROP CONSTRAINT key_pkey;
UPDATE ledger.key SET key = ledger.hash_key(key);
ALTER TABLE ledger.key ADD CONSTRAINT key_pkey PRIMARY KEY (owner_id, route, key);
ALTER TABLE ledger.key ENABLE ALWAYS TRIGGER kept;
ALTER TABLE ledger.key DROP CONSTRAINT key_key_check, ADD CONSTRAINT key_is_hash CHECK (key ~ '^[0-9a-f]{64}$');

-- Posts transfers in their order, each by itself: one that is refused harms no other and leaves no trace. One of them:
--   {"n": 1, "id": uuid, "kind": "tip", "owner": uuid, "route": "…", "key": "…", "hash": sha-256 in hexadecimal, "moves":
--    [{"from": "wallet", "fromOwner": uuid, "to": "unsettled", "toOwner": uuid, "amount": 500000}]}
-- The key comes as the client chose it; its hash is kept. Outcomes:
--   posted        moved; `promo` of it had been given
--   replayed      this key posted the same before: `transfer_id` and `at` are of that time
--   key_reused    this key posted something else before
--   insufficient  an account would fall below its floor
-- `available` is what the owner can spend afterwards. Two calls that share balances come one after the other.
CREATE OR REPLACE FUNCTION ledger.post(orders jsonb)
RETURNS TABLE (n integer, outcome text, transfer_id uuid, at timestamptz, available bigint, promo bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp
-- A call holds a few transfers, which the planner cannot know: every step is a look-up in an index.
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  o jsonb;
  m jsonb;
  owners uuid[] := '{}';
  kinds text[] := '{}';
  moment timestamptz(3);
  known key%ROWTYPE;
  legs leg[];
  l leg;
  leg_n smallint;
BEGIN
  -- Every balance that may move, in one order, so that two calls never wait for each other.
  FOR i IN 0 .. jsonb_array_length(orders) - 1 LOOP
    FOR j IN 0 .. jsonb_array_length(orders -> i -> 'moves') - 1 LOOP
      m := orders -> i -> 'moves' -> j;
      owners := owners || (m ->> 'fromOwner')::uuid || (m ->> 'toOwner')::uuid;
      kinds := kinds || (m ->> 'from') || (m ->> 'to');
    END LOOP;
  END LOOP;
  PERFORM FROM unnest(owners, kinds) AS side (owner_id, kind)
    JOIN account a ON a.owner_id = side.owner_id AND a.kind = ANY (kinds_of(side.kind))
  WHERE a.maintained ORDER BY a.id FOR NO KEY UPDATE OF a;
  moment := clock_timestamp();

  FOR i IN 0 .. jsonb_array_length(orders) - 1 LOOP
    o := orders -> i;
    n := o ->> 'n';
    transfer_id := NULL;
    at := NULL;
    promo := NULL;
    SELECT * INTO known FROM key k
    WHERE k.owner_id = (o ->> 'owner')::uuid AND k.route = o ->> 'route' AND k.key = hash_key(o ->> 'key');
    IF FOUND AND known.request_hash IS DISTINCT FROM o ->> 'hash' THEN
      outcome := 'key_reused';
    ELSIF FOUND THEN
      outcome := 'replayed';
      transfer_id := known.transfer_id;
      at := known.at;
    ELSE
      legs := plan(o -> 'moves');
      outcome := CASE WHEN legs IS NULL THEN 'insufficient' ELSE 'posted' END;
    END IF;
    IF outcome = 'posted' THEN
      transfer_id := o ->> 'id';
      at := moment;
      leg_n := 0;
      FOREACH l IN ARRAY legs LOOP
        leg_n := leg_n + 1;
        INSERT INTO move (transfer_id, n, at, kind, from_id, to_id, amount)
        VALUES ((o ->> 'id')::uuid, leg_n, moment, o ->> 'kind', l.from_id, open(l.to_owner, l.to_kind), l.amount);
        promo := coalesce(promo + l.promo, l.promo, promo);
      END LOOP;
      INSERT INTO key (owner_id, route, key, request_hash, transfer_id, at)
      VALUES ((o ->> 'owner')::uuid, o ->> 'route', hash_key(o ->> 'key'), o ->> 'hash', (o ->> 'id')::uuid, moment);
    END IF;
    SELECT sum(a.balance) INTO available FROM account a
    WHERE a.owner_id = (o ->> 'owner')::uuid AND a.kind = ANY (kinds_of('wallet'));
    RETURN NEXT;
  END LOOP;
END
$$;

-- Accepts tips in their order, each by itself; 0017_tips says what an order holds and what the outcomes mean. Different from
-- there: the key is looked up by its hash.
CREATE OR REPLACE FUNCTION tip_accept(orders jsonb, wait boolean, reactions text[])
RETURNS TABLE (n integer, outcome text, tip_id uuid, at timestamptz, available bigint, why jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  o record;
  live stream_session%ROWTYPE;
  rule split%ROWTYPE;
  posted record;
  taken uuid[];
  event bigint;
  lane text;
BEGIN
  SELECT coalesce(array_agg(w), '{}') INTO taken FROM ledger.take_wallets(
    (SELECT array_agg(DISTINCT x.viewer) FROM jsonb_to_recordset(orders) AS x (viewer uuid)), wait) AS w;
  FOR o IN
    SELECT * FROM jsonb_to_recordset(orders) AS x (n integer, id uuid, viewer uuid, "viewerName" text, "viewerHandle" text,
      performer uuid, session uuid, split jsonb, amount integer, private boolean, anonymous boolean, message text,
      "messageState" text, reasons text[], "menuItem" text, key text, hash text) ORDER BY x.n
  LOOP
    n := o.n;
    tip_id := NULL;
    at := NULL;
    available := NULL;
    why := NULL;
    IF NOT o.viewer = ANY (taken) THEN
      outcome := 'busy';
      RETURN NEXT;
      CONTINUE;
    END IF;
    -- What was accepted once is answered the same, whatever happened since.
    IF NOT EXISTS (SELECT FROM ledger.key k WHERE k.owner_id = o.viewer AND k.route = 'tips' AND k.key = ledger.hash_key(o.key)) THEN
      live := NULL;
      IF o.session IS NOT NULL THEN
        SELECT * INTO live FROM stream_session s WHERE s.id = o.session AND s.performer_id = o.performer AND s.ended_at IS NULL;
        IF NOT FOUND THEN
          outcome := 'not_live';
          RETURN NEXT;
          CONTINUE;
        END IF;
      END IF;
      -- Suspended in this moment: nobody who may not be here gives, or is given.
      IF EXISTS (SELECT FROM account a WHERE a.id IN (o.viewer, o.performer) AND a.disabled_at IS NOT NULL) THEN
        outcome := 'gone';
        RETURN NEXT;
        CONTINUE;
      END IF;
      why := spending_refusal(o.viewer, o.amount);
      IF why IS NOT NULL THEN
        outcome := 'limited';
        RETURN NEXT;
        CONTINUE;
      END IF;
    END IF;
    SELECT * INTO posted FROM ledger.post(jsonb_build_array(jsonb_build_object(
      'n', 1, 'id', o.id, 'kind', 'tip', 'owner', o.viewer, 'route', 'tips', 'key', o.key, 'hash', o.hash,
      'moves', jsonb_build_array(jsonb_build_object(
        'from', 'wallet', 'fromOwner', o.viewer, 'to', 'unsettled', 'toOwner', o.performer, 'amount', o.amount * 10000::bigint
      ))
    )));
    outcome := posted.outcome;
    tip_id := posted.transfer_id;
    at := posted.at;
    available := posted.available;
    IF outcome = 'replayed' THEN
      SELECT t.balance_after * 10000 INTO STRICT available FROM tip t WHERE t.id = posted.transfer_id;
    ELSIF outcome = 'posted' THEN
      SELECT * INTO STRICT rule FROM split s
      WHERE s.name = coalesce(live.split_name, o.split ->> 'name') AND s.version = coalesce(live.split_version, (o.split ->> 'version')::integer);
      INSERT INTO tip (id, at, viewer_id, performer_id, session_id, stream_id, amount, promo, balance_after, creator_units,
        platform_units, pool_units, split_name, split_version, private, anonymous, viewer_name, viewer_handle, menu_item, message, message_state, reasons)
      VALUES (o.id, posted.at, o.viewer, o.performer, live.id, live.stream_id, o.amount, posted.promo / 10000,
        posted.available / 10000,
        -- Whole tokens times basis points: exact.
        o.amount::bigint * rule.creator_bp, o.amount::bigint * rule.platform_bp, o.amount::bigint * rule.pool_bp,
        rule.name, rule.version, o.private, o.anonymous, o."viewerName", o."viewerHandle", o."menuItem", o.message,
        o."messageState", coalesce(o.reasons, '{}'));
      INSERT INTO settlement_queue (tip_id, performer_id, at) VALUES (o.id, o.performer, posted.at);
      -- What one performer is given is told in order.
      lane := coalesce(live.stream_id, o.performer)::text;
      INSERT INTO outbox_event (key, name, body, created_at)
      VALUES (lane, 'tip.accepted', jsonb_build_object('tipId', o.id), posted.at) RETURNING id INTO event;
      INSERT INTO outbox_delivery (event_id, reaction, key, state, next_attempt_at)
      -- Due at once by every process's clock, though it may be a little behind the database's.
      SELECT event, reaction, lane, 'PENDING', posted.at - interval '1 minute' FROM unnest(reactions) AS reaction;
    END IF;
    RETURN NEXT;
  END LOOP;
END
$$;

-- Boards -----------------------------------------------------------------------------------------------------------------

-- The boards of a day and of a month also ask where a tip was given; what they add up still lies in the index.
DROP INDEX tip_performer_id_idx;
CREATE INDEX tip_performer_id_idx ON tip (performer_id, at DESC, id)
  INCLUDE (amount, creator_units, viewer_id, private, anonymous, stream_id);
-- What a show earned is summed from its tips every time its performer is told.
DROP INDEX tip_session_id_idx;
CREATE INDEX tip_session_id_idx ON tip (session_id, at) INCLUDE (amount, creator_units, viewer_id, private, anonymous)
  WHERE session_id IS NOT NULL;
