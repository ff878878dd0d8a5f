-- Posting as a set: a call with many transfers reads, plans and writes them together, and what a movement does to balances is
-- judged and done once a statement instead of once a row. What is promised is the same as in 0015_ledger, and so are the
-- signatures; docs/decisions/0039-posting-as-a-set.md says why.

-- What holds for good, whoever writes ----------------------------------------------------------------------------------

-- Writing movements is what moves the balances; nothing else does. Whoever writes says with each which version and balance its
-- accounts have afterwards, and is refused where that does not go on from where they stand. Floors and steps are CHECKs of the
-- account, and of each movement here: no account is below its floor even between two movements of one statement.
CREATE FUNCTION ledger.apply_moves() RETURNS trigger LANGUAGE plpgsql
-- A statement writes a few movements, which the planner cannot know: every step is a look-up in an index.
SET search_path = ledger, pg_temp SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  wrong record;
BEGIN
  SELECT bool_or(f.unit IS DISTINCT FROM t.unit) AS units, bool_or(w.amount % f.step <> 0 OR w.amount % t.step <> 0) AS steps,
    bool_or(f.maintained IS DISTINCT FROM (w.from_version IS NOT NULL) OR t.maintained IS DISTINCT FROM (w.to_version IS NOT NULL)) AS numbers
  INTO wrong FROM written w LEFT JOIN account f ON f.id = w.from_id LEFT JOIN account t ON t.id = w.to_id;
  IF wrong.units THEN
    RAISE EXCEPTION 'Value moves between two accounts of one unit' USING ERRCODE = 'check_violation';
  ELSIF wrong.steps THEN
    RAISE EXCEPTION 'An amount does not fit its accounts' USING ERRCODE = 'check_violation';
  ELSIF wrong.numbers THEN
    RAISE EXCEPTION 'Movements of maintained accounts are numbered, and no others' USING ERRCODE = 'check_violation';
  END IF;
  WITH side AS (
    SELECT from_id AS id, from_version AS version, from_balance AS balance, -amount AS amount FROM written WHERE from_version IS NOT NULL
    UNION ALL SELECT to_id, to_version, to_balance, amount FROM written WHERE to_version IS NOT NULL
  ), chain AS (
    -- Where the account would have stood before, as each movement of it has it.
    SELECT id, version, balance, version - row_number() OVER along AS first_version, balance - sum(amount) OVER along AS first_balance
    FROM side WINDOW along AS (PARTITION BY id ORDER BY version ROWS UNBOUNDED PRECEDING)
  ), ended AS (
    SELECT id, max(version) AS version, (array_agg(balance ORDER BY version DESC))[1] AS balance, min(balance) AS lowest,
      min(first_version) AS first_version, min(first_balance) AS first_balance,
      min(first_version) = max(first_version) AND min(first_balance) = max(first_balance) AS whole
    FROM chain GROUP BY id
  ), moved AS (
    UPDATE account a SET balance = e.balance, version = e.version FROM ended e
    WHERE a.id = e.id AND e.whole AND a.version = e.first_version AND a.balance = e.first_balance
    RETURNING a.id, a.floored AND e.lowest < 0 AS below
  )
  SELECT (SELECT count(*) FROM ended) <> (SELECT count(*) FROM moved) AS broken, (SELECT bool_or(below) FROM moved) AS below INTO wrong;
  IF wrong.broken THEN
    RAISE EXCEPTION 'Movements go on from where their accounts stand' USING ERRCODE = 'check_violation';
  ELSIF wrong.below THEN
    RAISE EXCEPTION 'An account is never below its floor' USING ERRCODE = 'check_violation', CONSTRAINT = 'account_floor';
  END IF;
  RETURN NULL;
END
$$;

DROP TRIGGER moves ON ledger.move;
DROP FUNCTION ledger.apply_move();
-- Of the whole and of each partition: a statement fires those of the table that it names.
CREATE TRIGGER moves AFTER INSERT ON ledger.move REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.apply_moves();
ALTER TABLE ledger.move ENABLE ALWAYS TRIGGER moves;
DO $$
DECLARE
  part regclass;
BEGIN
  FOR part IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'ledger.move'::regclass LOOP
    EXECUTE format('CREATE TRIGGER moves AFTER INSERT ON %s REFERENCING NEW TABLE AS written
      FOR EACH STATEMENT EXECUTE FUNCTION ledger.apply_moves()', part);
    EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER moves', part);
  END LOOP;
END
$$;

-- Months ---------------------------------------------------------------------------------------------------------------

-- Makes the partitions from the month of `since` to `ahead` months from now, where they are missing. Attached, not created
-- in place: attaching stops nobody who posts. @returns how many were made
CREATE OR REPLACE FUNCTION ledger.make_partitions(ahead integer, since timestamptz DEFAULT now()) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  made integer := 0;
  month timestamptz;
  name text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('ledger partitions', 0));
  FOR month IN
    SELECT generate_series(
      date_trunc('month', since), date_trunc('month', now()) + make_interval(months => least(ahead, 24)), '1 month'
    )
  LOOP
    name := 'move_' || to_char(month, 'YYYY_MM');
    CONTINUE WHEN to_regclass('ledger.' || name) IS NOT NULL;
    EXECUTE format('CREATE TABLE ledger.%I (LIKE ledger.move INCLUDING ALL)', name);
    EXECUTE format('CREATE TRIGGER kept_whole BEFORE TRUNCATE ON ledger.%I
      FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change()', name);
    EXECUTE format('CREATE TRIGGER moves AFTER INSERT ON ledger.%I REFERENCING NEW TABLE AS written
      FOR EACH STATEMENT EXECUTE FUNCTION ledger.apply_moves()', name);
    EXECUTE format('ALTER TABLE ledger.%I ENABLE ALWAYS TRIGGER kept_whole, ENABLE ALWAYS TRIGGER moves', name);
    EXECUTE format('ALTER TABLE ledger.move ATTACH PARTITION ledger.%I FOR VALUES FROM (%L) TO (%L)',
      name, month, month + interval '1 month');
    made := made + 1;
  END LOOP;
  RETURN made;
END
$$;
-- Posting --------------------------------------------------------------------------------------------------------------

-- A movement that is asked for: of which order of a call, how much, out of which accounts of its list in this order, to which.
CREATE TYPE ledger.step AS (o integer, amount bigint, sources integer[], target integer);

-- Posts transfers in their order, each by itself: one that is refused harms no other and leaves no trace. What an order and an
-- outcome is says 0018_tips_again. `available` is what the owner can spend after that order. Two calls that share balances come
-- one after the other.
CREATE OR REPLACE FUNCTION ledger.post(orders jsonb)
RETURNS TABLE (n integer, outcome text, transfer_id uuid, at timestamptz, available bigint, promo bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp
-- A call holds a few transfers, which the planner cannot know: every step is a look-up in an index.
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  many constant integer := jsonb_array_length(orders);
  moment timestamptz(3);
  -- By place in the list of accounts that are touched: as asked for, and as they stand while this goes on.
  owners uuid[];
  kinds text[];
  ids bigint[];
  maintained boolean[];
  floored boolean[];
  balances bigint[];
  versions bigint[];
  planned bigint[];
  -- By movement that is asked for: of which order, out of which places, to which.
  steps ledger.step[];
  s ledger.step;
  next_step integer := 1;
  -- By order: its owner's wallet, the first order of this call with the same key, what the key posted before.
  promos integer[];
  paids integer[];
  firsts integer[];
  requests text[];
  known_requests text[];
  known_transfers uuid[];
  known_times timestamptz(3)[];
  -- By first order of a key: which order of this call posted under it.
  posted_by integer[];
  -- By order: what came of it.
  outcomes text[];
  transfers uuid[];
  times timestamptz(3)[];
  lefts bigint[];
  givens bigint[];
  -- By movement that is written.
  w_order integer[] := '{}';
  w_n integer[] := '{}';
  w_from integer[] := '{}';
  w_to integer[] := '{}';
  w_amount bigint[] := '{}';
  w_from_version bigint[] := '{}';
  w_from_balance bigint[] := '{}';
  w_to_version bigint[] := '{}';
  w_to_balance bigint[] := '{}';
  written integer := 0;
  -- The order that is planned.
  leg_from integer[];
  leg_to integer[];
  leg_amount bigint[];
  place integer;
  rest bigint;
  part bigint;
  of_promo bigint;
  enough boolean;
  other integer;
  meanwhile boolean;
BEGIN
  IF many = 0 THEN RETURN; END IF;

  -- What is asked for, read once.
  WITH asked AS MATERIALIZED (
    SELECT e.o::integer AS o, e.body FROM jsonb_array_elements(orders) WITH ORDINALITY AS e (body, o)
  ), moved AS MATERIALIZED (
    SELECT a.o, m.j::integer AS j, m.body FROM asked a, jsonb_array_elements(a.body -> 'moves') WITH ORDINALITY AS m (body, j)
  ), side AS (
    SELECT m.o, m.j, k.k::integer AS k, (m.body ->> 'fromOwner')::uuid AS owner_id, k.kind, (m.body ->> 'amount')::bigint AS amount
    FROM moved m, unnest(kinds_of(m.body ->> 'from')) WITH ORDINALITY AS k (kind, k)
    UNION ALL SELECT m.o, m.j, 0, (m.body ->> 'toOwner')::uuid, m.body ->> 'to', NULL FROM moved m
    -- The wallet of whose order it is: what is left in it is answered.
    UNION ALL SELECT a.o, 0, k.k::integer, (a.body ->> 'owner')::uuid, k.kind, NULL
    FROM asked a, unnest(kinds_of('wallet')) WITH ORDINALITY AS k (kind, k)
  ), placed AS MATERIALIZED (
    SELECT t.*, dense_rank() OVER (ORDER BY t.owner_id, t.kind)::integer AS place FROM side t
  ), wanted AS (
    SELECT p.o, p.j, max(p.amount) AS amount, array_agg(p.place ORDER BY p.k) FILTER (WHERE p.k > 0) AS sources,
      max(p.place) FILTER (WHERE p.k = 0) AS target
    FROM placed p GROUP BY p.o, p.j
  )
  SELECT
    (SELECT array_agg(d.owner_id ORDER BY d.place) FROM (SELECT DISTINCT p.place, p.owner_id FROM placed p) d),
    (SELECT array_agg(d.kind ORDER BY d.place) FROM (SELECT DISTINCT p.place, p.kind FROM placed p) d),
    array_agg(ROW(w.o, w.amount, w.sources, w.target)::step ORDER BY w.o, w.j) FILTER (WHERE w.j > 0),
    array_agg(w.sources[1] ORDER BY w.o) FILTER (WHERE w.j = 0), array_agg(w.sources[2] ORDER BY w.o) FILTER (WHERE w.j = 0)
  INTO owners, kinds, steps, promos, paids FROM wanted w;

  -- Every balance that may move, in one order, so that two calls never wait for each other.
  PERFORM FROM unnest(owners, kinds) AS d (owner_id, kind) JOIN account a ON a.owner_id = d.owner_id AND a.kind = d.kind
  WHERE a.maintained ORDER BY a.id FOR NO KEY UPDATE OF a;
  moment := clock_timestamp();
  SELECT array_agg(a.id ORDER BY d.place), array_agg(k.maintained ORDER BY d.place), array_agg(k.floored ORDER BY d.place),
    array_agg(coalesce(a.balance, 0) ORDER BY d.place), array_agg(coalesce(a.version, 0) ORDER BY d.place)
  INTO ids, maintained, floored, balances, versions
  FROM unnest(owners, kinds) WITH ORDINALITY AS d (owner_id, kind, place)
  LEFT JOIN kind k ON k.kind = d.kind LEFT JOIN account a ON a.owner_id = d.owner_id AND a.kind = d.kind;
  SELECT array_agg(f.first ORDER BY f.o), array_agg(f.hash ORDER BY f.o), array_agg(k.request_hash ORDER BY f.o),
    array_agg(k.transfer_id ORDER BY f.o), array_agg(k.at ORDER BY f.o)
  INTO firsts, requests, known_requests, known_transfers, known_times
  FROM (
    SELECT e.o, (e.body ->> 'owner')::uuid AS owner_id, e.body ->> 'route' AS route, e.body ->> 'key' AS key, e.body ->> 'hash' AS hash,
      (min(e.o) OVER (PARTITION BY e.body ->> 'owner', e.body ->> 'route', e.body ->> 'key'))::integer AS first
    FROM jsonb_array_elements(orders) WITH ORDINALITY AS e (body, o)
  ) f LEFT JOIN key k ON k.owner_id = f.owner_id AND k.route = f.route AND k.key = hash_key(f.key);

  -- Each in its turn, by what stands in these lists; nothing is read or written here.
  planned := array_fill(0::bigint, ARRAY[cardinality(owners)]);
  posted_by := array_fill(NULL::integer, ARRAY[many]);
  outcomes := array_fill(NULL::text, ARRAY[many]);
  transfers := array_fill(NULL::uuid, ARRAY[many]);
  times := array_fill(NULL::timestamptz(3), ARRAY[many]);
  lefts := array_fill(NULL::bigint, ARRAY[many]);
  givens := array_fill(NULL::bigint, ARRAY[many]);
  FOR o IN 1 .. many LOOP
    enough := false;
    other := posted_by[firsts[o]];
    IF known_transfers[o] IS NOT NULL THEN
      IF known_requests[o] IS DISTINCT FROM requests[o] THEN
        outcomes[o] := 'key_reused';
      ELSE
        outcomes[o] := 'replayed';
        transfers[o] := known_transfers[o];
        times[o] := known_times[o];
      END IF;
    ELSIF other IS NOT NULL THEN
      IF requests[other] IS DISTINCT FROM requests[o] THEN
        outcomes[o] := 'key_reused';
      ELSE
        outcomes[o] := 'replayed';
        transfers[o] := transfers[other];
        times[o] := moment;
      END IF;
    ELSE
      leg_from := '{}';
      leg_to := '{}';
      leg_amount := '{}';
      of_promo := NULL;
      enough := true;
      FOR i IN next_step .. coalesce(cardinality(steps), 0) LOOP
        s := steps[i];
        EXIT WHEN s.o > o;
        CONTINUE WHEN s.o < o;
        rest := s.amount;
        IF (rest > 0) IS NOT TRUE THEN
          RAISE EXCEPTION 'An amount is above zero' USING ERRCODE = 'check_violation';
        END IF;
        FOREACH place IN ARRAY s.sources LOOP
          IF maintained[place] IS NULL THEN
            RAISE EXCEPTION 'There is no account of kind %', kinds[place] USING ERRCODE = 'foreign_key_violation';
          END IF;
          part := CASE WHEN floored[place] THEN least(rest, balances[place] - planned[place]) ELSE rest END;
          IF part > 0 THEN
            leg_from := leg_from || place;
            leg_to := leg_to || s.target;
            leg_amount := leg_amount || part;
            planned[place] := planned[place] + part;
            rest := rest - part;
            IF cardinality(s.sources) = 2 THEN
              of_promo := coalesce(of_promo, 0) + CASE WHEN place = s.sources[1] THEN part ELSE 0 END;
            END IF;
          END IF;
          EXIT WHEN rest = 0;
        END LOOP;
        IF rest > 0 THEN
          enough := false;
          EXIT;
        END IF;
      END LOOP;
      -- What flows in by the same transfer cannot flow out again by it: balances move when all of it is planned.
      FOR i IN 1 .. cardinality(leg_from) LOOP
        place := leg_from[i];
        planned[place] := 0;
        CONTINUE WHEN NOT enough;
        written := written + 1;
        w_order[written] := o;
        w_n[written] := i;
        w_from[written] := place;
        w_to[written] := leg_to[i];
        w_amount[written] := leg_amount[i];
        IF maintained[place] THEN
          balances[place] := balances[place] - leg_amount[i];
          versions[place] := versions[place] + 1;
          w_from_balance[written] := balances[place];
          w_from_version[written] := versions[place];
        ELSE
          w_from_balance[written] := NULL;
          w_from_version[written] := NULL;
        END IF;
        place := leg_to[i];
        IF maintained[place] IS NULL THEN
          RAISE EXCEPTION 'There is no account of kind %', kinds[place] USING ERRCODE = 'foreign_key_violation';
        ELSIF maintained[place] THEN
          balances[place] := balances[place] + leg_amount[i];
          versions[place] := versions[place] + 1;
          w_to_balance[written] := balances[place];
          w_to_version[written] := versions[place];
        ELSE
          w_to_balance[written] := NULL;
          w_to_version[written] := NULL;
        END IF;
      END LOOP;
      IF enough AND leg_from = '{}' THEN
        RAISE EXCEPTION 'A transfer moves something' USING ERRCODE = 'check_violation';
      END IF;
      outcomes[o] := CASE WHEN enough THEN 'posted' ELSE 'insufficient' END;
    END IF;
    IF enough THEN
      posted_by[firsts[o]] := o;
      transfers[o] := (orders -> o - 1 ->> 'id')::uuid;
      times[o] := moment;
      givens[o] := of_promo;
    END IF;
    IF ids[promos[o]] IS NOT NULL OR ids[paids[o]] IS NOT NULL THEN
      lefts[o] := balances[promos[o]] + balances[paids[o]];
    END IF;
  END LOOP;

  IF written > 0 THEN
    -- Accounts that something comes into for the first time, opened as `open` does, all at once.
    INSERT INTO account (kind, owner_id, unit, owned, maintained, floored, step)
    SELECT k.kind, u.owner_id, k.unit, k.owned, k.maintained, k.floored, k.step
    FROM (
      SELECT DISTINCT owners[w.place] AS owner_id, kinds[w.place] AS kind FROM unnest(w_from || w_to) AS w (place) WHERE ids[w.place] IS NULL
    ) u JOIN kind k ON k.kind = u.kind ORDER BY 2, 1 ON CONFLICT DO NOTHING;
    IF FOUND OR array_position(ids, NULL) IS NOT NULL THEN
      SELECT array_agg(a.id ORDER BY d.place),
        bool_or(coalesce(a.version, 0) <> 0 AND ids[d.place] IS NULL AND (d.place = ANY (w_from) OR d.place = ANY (w_to)))
      INTO ids, meanwhile
      FROM unnest(owners, kinds) WITH ORDINALITY AS d (owner_id, kind, place)
      LEFT JOIN account a ON a.owner_id = d.owner_id AND a.kind = d.kind;
      IF meanwhile THEN
        -- Another call opened it a moment ago, and used it.
        RAISE EXCEPTION 'An account was opened and used meanwhile' USING ERRCODE = 'serialization_failure';
      END IF;
    END IF;
    INSERT INTO move (transfer_id, n, at, kind, from_id, to_id, amount, from_version, from_balance, to_version, to_balance)
    SELECT transfers[w.o], w.n, moment, orders -> w.o - 1 ->> 'kind', ids[w.f], ids[w.t], w.amount, w.fv, w.fb, w.tv, w.tb
    FROM unnest(w_order, w_n, w_from, w_to, w_amount, w_from_version, w_from_balance, w_to_version, w_to_balance)
      AS w (o, n, f, t, amount, fv, fb, tv, tb);
    INSERT INTO key (owner_id, route, key, request_hash, transfer_id, at)
    SELECT (e.body ->> 'owner')::uuid, e.body ->> 'route', hash_key(e.body ->> 'key'), e.body ->> 'hash', transfers[e.o], moment
    FROM jsonb_array_elements(orders) WITH ORDINALITY AS e (body, o) WHERE outcomes[e.o] = 'posted';
  END IF;
  RETURN QUERY SELECT (orders -> r.o::integer - 1 ->> 'n')::integer, r.outcome, r.transfer, r.at::timestamptz, r.available, r.promo
  FROM unnest(outcomes, transfers, times, lefts, givens) WITH ORDINALITY AS r (outcome, transfer, at, available, promo, o) ORDER BY r.o;
END
$$;

-- Holds ----------------------------------------------------------------------------------------------------------------

-- One movement, numbered by where its accounts stand; those that are maintained are locked.
CREATE FUNCTION ledger.write_move(transfer uuid, n smallint, moment timestamptz, kind text, source bigint, target bigint, amount bigint)
RETURNS void LANGUAGE sql SET search_path = ledger, pg_temp AS $$
  INSERT INTO move (transfer_id, n, at, kind, from_id, to_id, amount, from_version, from_balance, to_version, to_balance)
  SELECT $1, $2, $3, $4, f.id, t.id, $7, CASE WHEN f.maintained THEN f.version + 1 END, CASE WHEN f.maintained THEN f.balance - $7 END,
    CASE WHEN t.maintained THEN t.version + 1 END, CASE WHEN t.maintained THEN t.balance + $7 END
  FROM account f, account t WHERE f.id = $5 AND t.id = $6;
$$;

-- As in 0024_holds, with movements that are numbered.
CREATE OR REPLACE FUNCTION ledger.end_hold(h ledger.hold, how text, transfer uuid, moment timestamptz, spent jsonb,
  owner uuid, route text, key_hash text, request_hash text) RETURNS ledger.hold_end
LANGUAGE plpgsql SET search_path = ledger, pg_temp AS $$
#variable_conflict use_variable
DECLARE
  held bigint;
  posted bigint := 0;
  leg record;
  leg_n smallint := 0;
  ended hold_end%ROWTYPE;
BEGIN
  SELECT a.id INTO STRICT held FROM account a WHERE a.owner_id = h.owner_id AND a.kind = held_kind(h.source);
  FOR leg IN SELECT * FROM jsonb_to_recordset(spent) AS m ("to" text, "toOwner" uuid, amount bigint) LOOP
    -- What is held returns by itself, and what had been given never becomes something that was bought.
    IF (leg."to" ~ '^(wallet|issued):|:held$') IS NOT FALSE THEN
      RAISE EXCEPTION 'A hold is not posted to %', leg."to" USING ERRCODE = 'check_violation';
    END IF;
    leg_n := leg_n + 1;
    posted := posted + leg.amount;
    PERFORM write_move(transfer, leg_n, moment, 'hold-post', held, open(leg."toOwner", leg."to"), leg.amount);
  END LOOP;
  ended := ROW(h.id, how, posted, least(h.promo, posted), moment, transfer);
  FOR leg IN
    SELECT * FROM (VALUES (1, 'wallet:promo', h.promo - ended.promo),
      (2, CASE h.source WHEN 'wallet' THEN 'wallet:paid' ELSE h.source END, h.amount - h.promo - (posted - ended.promo))
    ) AS back (n, kind, amount) WHERE back.amount > 0 ORDER BY back.n
  LOOP
    leg_n := leg_n + 1;
    PERFORM write_move(transfer, leg_n, moment, CASE how WHEN 'posted' THEN 'hold-post' WHEN 'voided' THEN 'hold-void' ELSE 'hold-expire' END,
      held, open(h.owner_id, leg.kind), leg.amount);
  END LOOP;
  INSERT INTO key (owner_id, route, key, request_hash, transfer_id, at) VALUES (owner, route, key_hash, request_hash, transfer, moment);
  INSERT INTO hold_end SELECT (ended).*;
  RETURN ended;
END
$$;

-- Tips -----------------------------------------------------------------------------------------------------------------

-- Accepts tips in their order, each by itself; 0017_tips says what an order holds and what the outcomes mean. Different from
-- there: they are judged and written together, and `busy` is also who has to wait for an order of this call that stands before
-- it: one with the same key, or one of the same giver where a limit of theirs is to be kept. Ask again.
CREATE OR REPLACE FUNCTION tip_accept(orders jsonb, wait boolean, reactions text[])
RETURNS TABLE (n integer, outcome text, tip_id uuid, at timestamptz, available bigint, why jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan AS $$
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
    LEFT JOIN ledger.key k ON k.owner_id = a.viewer AND k.route = 'tips' AND k.key = ledger.hash_key(a.key)
    LEFT JOIN stream_session s ON s.id = a.session AND s.performer_id = a.performer AND s.ended_at IS NULL
    LEFT JOIN account v ON v.id = a.viewer
    LEFT JOIN account p ON p.id = a.performer
    LEFT JOIN spending_limit l ON l.viewer_id = a.viewer
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
  ), tips AS (
    INSERT INTO tip (id, at, viewer_id, performer_id, session_id, stream_id, amount, promo, balance_after, creator_units,
      platform_units, pool_units, split_name, split_version, private, anonymous, viewer_name, viewer_handle, menu_item, message,
      message_state, reasons)
    SELECT j.id, p.at, j.viewer, j.performer, j.live_id, j.stream_id, j.amount, p.promo / 10000, p.available / 10000,
      -- Whole tokens times basis points: exact. Without a split they are null, and the statement fails.
      j.amount::bigint * r.creator_bp, j.amount::bigint * r.platform_bp, j.amount::bigint * r.pool_bp, j.split_name, j.split_version,
      j.private, j.anonymous, j."viewerName", j."viewerHandle", j."menuItem", j.message, j."messageState", coalesce(j.reasons, '{}')
    FROM posted p JOIN judged j ON j.n = p.n LEFT JOIN split r ON r.name = j.split_name AND r.version = j.split_version
    WHERE p.outcome = 'posted' ORDER BY j.n
  ), queued AS (
    INSERT INTO settlement_queue (tip_id, performer_id, at)
    SELECT j.id, j.performer, p.at FROM posted p JOIN judged j ON j.n = p.n WHERE p.outcome = 'posted' ORDER BY j.n
  ), told AS (
    INSERT INTO outbox_event (key, name, body, created_at)
    -- What one performer is given is told in order.
    SELECT coalesce(j.stream_id, j.performer)::text, 'tip.accepted', jsonb_build_object('tipId', j.id), p.at
    FROM posted p JOIN judged j ON j.n = p.n WHERE p.outcome = 'posted' ORDER BY j.n
    RETURNING id, key, created_at
  ), delivered AS (
    INSERT INTO outbox_delivery (event_id, reaction, key, state, next_attempt_at)
    -- Due at once by every process's clock, though it may be a little behind the database's.
    SELECT e.id, r.reaction, e.key, 'PENDING', e.created_at - interval '1 minute'
    FROM told e, unnest(reactions) AS r (reaction) ORDER BY e.id
  )
  SELECT j.n, coalesce(j.refusal, p.outcome), p.transfer_id, p.at,
    CASE p.outcome WHEN 'replayed' THEN t.balance_after * 10000 ELSE p.available END, j.limit_why
  FROM judged j LEFT JOIN posted p ON p.n = j.n LEFT JOIN tip t ON t.id = p.transfer_id AND p.outcome = 'replayed' ORDER BY j.n;
END
$$;

DROP FUNCTION ledger.plan(jsonb);
DROP TYPE ledger.leg;
REVOKE ALL ON FUNCTION ledger.apply_moves(),
  ledger.write_move(uuid, smallint, timestamptz, text, bigint, bigint, bigint) FROM PUBLIC;
