-- Posting in less processor time: what is promised, the signatures and the outcomes are those of 0026_set_posting;
-- docs/decisions/0046-posting-in-less.md says what was measured.

-- The same hashes, judged without counting repetitions: a pattern with {64} takes nine microseconds, this takes one.
ALTER TABLE ledger.key DROP CONSTRAINT key_request_hash_check, DROP CONSTRAINT key_is_hash,
  ADD CONSTRAINT key_request_hash_check CHECK (length(request_hash) = 64 AND request_hash !~ '[^0-9a-f]'),
  ADD CONSTRAINT key_is_hash CHECK (length(key) = 64 AND key !~ '[^0-9a-f]');

-- What holds for good, whoever writes ----------------------------------------------------------------------------------

-- As in 0026_set_posting, and sorted once: hash tables for guessed thousands of accounts cost more than the few there are.
CREATE OR REPLACE FUNCTION ledger.apply_moves() RETURNS trigger LANGUAGE plpgsql
-- A statement writes a few movements, which the planner cannot know: every step is a look-up in an index.
SET search_path = ledger, pg_temp SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET enable_hashagg = off AS $$
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
  WITH chain AS (
    -- Where the account would have stood before, as each movement of it has it.
    SELECT id, version, balance, version - row_number() OVER along AS first_version, balance - sum(amount) OVER along AS first_balance,
      lead(version) OVER along IS NULL AS last
    FROM (
      SELECT from_id AS id, from_version AS version, from_balance AS balance, -amount AS amount FROM written WHERE from_version IS NOT NULL
      UNION ALL SELECT to_id, to_version, to_balance, amount FROM written WHERE to_version IS NOT NULL
    ) side WINDOW along AS (PARTITION BY id ORDER BY version ROWS UNBOUNDED PRECEDING)
  ), ended AS (
    SELECT id, max(version) AS version, max(balance) FILTER (WHERE last) AS balance, min(balance) AS lowest,
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

-- Posting --------------------------------------------------------------------------------------------------------------

-- Posts transfers in their order, each by itself: one that is refused harms no other and leaves no trace. What an order and an
-- outcome is says 0018_tips_again. `available` is what the owner can spend after that order. Two calls that share balances come
-- one after the other.
CREATE OR REPLACE FUNCTION ledger.post(orders jsonb)
RETURNS TABLE (n integer, outcome text, transfer_id uuid, at timestamptz, available bigint, promo bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp
-- A call holds a few transfers, which the planner cannot know: every step is a look-up in an index. One by one (OFFSET 0 keeps it so): a
-- plan that was made while a table was nearly empty is kept until somebody analyzes it, and must be quick when it is full.
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET enable_hashagg = off SET enable_material = off
SET plan_cache_mode = force_generic_plan AS $$
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
  -- By side, in the order in which they are planned: of each order its owner's wallet, promotional and paid; then of each of its
  -- movements to which place it goes (`side_k` 0), and out of which.
  side_o integer[];
  side_k integer[];
  side_place integer[];
  side_amount bigint[];
  next_side integer := 1;
  -- By order: what it says, the first order of this call with the same key, what the key posted before.
  ns integer[];
  order_ids uuid[];
  order_kinds text[];
  order_owners uuid[];
  routes text[];
  keys text[];
  requests text[];
  firsts integer[];
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
  promo_place integer;
  paid_place integer;
  legs integer;
  leg_from integer[];
  leg_to integer[];
  leg_amount bigint[];
  place integer;
  target integer;
  first_of_two boolean;
  rest bigint;
  part bigint;
  of_promo bigint;
  enough boolean;
  other integer;
  meanwhile boolean;
BEGIN
  IF many = 0 THEN RETURN; END IF;

  -- What is asked for, read once.
  SELECT array_agg(a.n ORDER BY a.o), array_agg(a.id ORDER BY a.o), array_agg(a.kind ORDER BY a.o), array_agg(a.owner ORDER BY a.o),
    array_agg(a.route ORDER BY a.o), array_agg(a.key ORDER BY a.o), array_agg(a.hash ORDER BY a.o), array_agg(a.first ORDER BY a.o)
  INTO ns, order_ids, order_kinds, order_owners, routes, keys, requests, firsts
  FROM (
    SELECT e.o, (e.body ->> 'n')::integer AS n, (e.body ->> 'id')::uuid AS id, e.body ->> 'kind' AS kind, (e.body ->> 'owner')::uuid AS owner,
      e.body ->> 'route' AS route, hash_key(e.body ->> 'key') AS key, e.body ->> 'hash' AS hash,
      (min(e.o) OVER (PARTITION BY e.body ->> 'owner', e.body ->> 'key', e.body ->> 'route'))::integer AS first
    FROM jsonb_array_elements(orders) WITH ORDINALITY AS e (body, o)
  ) a;
  WITH placed AS MATERIALIZED (
    SELECT t.o, t.j, t.k, t.owner_id, t.kind, t.amount, dense_rank() OVER (ORDER BY t.owner_id, t.kind)::integer AS place,
      row_number() OVER (PARTITION BY t.owner_id, t.kind) AS nth
    FROM (
      SELECT e.o::integer AS o, m.j::integer AS j, k.nth::integer - 1 AS k,
        (m.body ->> CASE k.nth WHEN 1 THEN 'toOwner' ELSE 'fromOwner' END)::uuid AS owner_id, k.kind, (m.body ->> 'amount')::bigint AS amount
      FROM jsonb_array_elements(orders) WITH ORDINALITY AS e (body, o), jsonb_array_elements(e.body -> 'moves') WITH ORDINALITY AS m (body, j),
        unnest((m.body ->> 'to') || kinds_of(m.body ->> 'from')) WITH ORDINALITY AS k (kind, nth)
      -- The wallet of whose order it is: what is left in it is answered.
      UNION ALL SELECT w.o::integer, 0, k.k::integer, w.owner_id, k.kind, NULL
      FROM unnest(order_owners) WITH ORDINALITY AS w (owner_id, o), unnest(kinds_of('wallet')) WITH ORDINALITY AS k (kind, k)
    ) t
  )
  SELECT array_agg(p.o ORDER BY p.o, p.j, p.k), array_agg(p.k ORDER BY p.o, p.j, p.k), array_agg(p.place ORDER BY p.o, p.j, p.k),
    array_agg(p.amount ORDER BY p.o, p.j, p.k), (SELECT array_agg(d.owner_id ORDER BY d.place) FROM placed d WHERE d.nth = 1),
    (SELECT array_agg(d.kind ORDER BY d.place) FROM placed d WHERE d.nth = 1)
  INTO side_o, side_k, side_place, side_amount, owners, kinds FROM placed p;
  -- Kinds are asked only for accounts that are not open yet.
  SELECT array_agg(a.id ORDER BY d.place), array_agg(coalesce(a.maintained, k.maintained) ORDER BY d.place),
    array_agg(coalesce(a.floored, k.floored) ORDER BY d.place)
  INTO ids, maintained, floored
  FROM unnest(owners, kinds) WITH ORDINALITY AS d (owner_id, kind, place)
  LEFT JOIN LATERAL (SELECT a.id, a.maintained, a.floored FROM account a WHERE a.owner_id = d.owner_id AND a.kind = d.kind OFFSET 0) a ON true
  LEFT JOIN LATERAL (SELECT k.maintained, k.floored FROM kind k WHERE a.id IS NULL AND k.kind = d.kind OFFSET 0) k ON true;

  -- Every balance that may move, in one order, so that two calls never wait for each other; it is read once it is ours.
  SELECT array_agg(b.balance ORDER BY b.place), array_agg(b.version ORDER BY b.place) INTO balances, versions
  FROM (
    SELECT d.place, a.balance, a.version FROM (
      SELECT u.place, u.id FROM unnest(ids, maintained) WITH ORDINALITY AS u (id, maintained, place)
      WHERE u.id IS NOT NULL AND u.maintained ORDER BY u.id
    ) d, LATERAL (SELECT a.balance, a.version FROM account a WHERE a.id = d.id OFFSET 0 FOR NO KEY UPDATE) a
    UNION ALL SELECT d.place, 0, 0 FROM unnest(ids, maintained) WITH ORDINALITY AS d (id, maintained, place)
    WHERE d.id IS NULL OR d.maintained IS NOT TRUE
  ) b;
  moment := clock_timestamp();
  SELECT array_agg(k.request_hash ORDER BY f.o), array_agg(k.transfer_id ORDER BY f.o), array_agg(k.at ORDER BY f.o)
  INTO known_requests, known_transfers, known_times
  FROM unnest(order_owners, routes, keys) WITH ORDINALITY AS f (owner_id, route, key, o)
  LEFT JOIN LATERAL (
    SELECT k.request_hash, k.transfer_id, k.at FROM key k WHERE k.owner_id = f.owner_id AND k.route = f.route AND k.key = f.key OFFSET 0
  ) k ON true;

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
    promo_place := side_place[next_side];
    paid_place := side_place[next_side + 1];
    next_side := next_side + 2;
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
      legs := 0;
      of_promo := NULL;
      enough := true;
      WHILE side_o[next_side] = o LOOP
        rest := side_amount[next_side];
        target := side_place[next_side];
        IF (rest > 0) IS NOT TRUE THEN
          RAISE EXCEPTION 'An amount is above zero' USING ERRCODE = 'check_violation';
        END IF;
        next_side := next_side + 1;
        LOOP
          place := side_place[next_side];
          IF maintained[place] IS NULL THEN
            RAISE EXCEPTION 'There is no account of kind %', kinds[place] USING ERRCODE = 'foreign_key_violation';
          END IF;
          part := CASE WHEN floored[place] THEN least(rest, balances[place] - planned[place]) ELSE rest END;
          -- The promotional side of a wallet is followed by the other one.
          first_of_two := coalesce(side_k[next_side + 1] = 2, false);
          IF part > 0 THEN
            legs := legs + 1;
            leg_from[legs] := place;
            leg_to[legs] := target;
            leg_amount[legs] := part;
            planned[place] := planned[place] + part;
            rest := rest - part;
            IF first_of_two OR side_k[next_side] = 2 THEN
              of_promo := coalesce(of_promo, 0) + CASE WHEN first_of_two THEN part ELSE 0 END;
            END IF;
          END IF;
          next_side := next_side + 1;
          EXIT WHEN NOT first_of_two;
          IF rest = 0 THEN
            next_side := next_side + 1;
            EXIT;
          END IF;
        END LOOP;
        IF rest > 0 THEN
          enough := false;
          EXIT;
        END IF;
      END LOOP;
      -- What flows in by the same transfer cannot flow out again by it: balances move when all of it is planned.
      FOR i IN 1 .. legs LOOP
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
      IF enough AND legs = 0 THEN
        RAISE EXCEPTION 'A transfer moves something' USING ERRCODE = 'check_violation';
      END IF;
      outcomes[o] := CASE WHEN enough THEN 'posted' ELSE 'insufficient' END;
    END IF;
    IF enough THEN
      posted_by[firsts[o]] := o;
      transfers[o] := order_ids[o];
      times[o] := moment;
      givens[o] := of_promo;
    END IF;
    -- What was not planned, because it was posted before or there is not enough.
    WHILE side_o[next_side] = o LOOP
      next_side := next_side + 1;
    END LOOP;
    IF ids[promo_place] IS NOT NULL OR ids[paid_place] IS NOT NULL THEN
      lefts[o] := balances[promo_place] + balances[paid_place];
    END IF;
  END LOOP;

  IF written > 0 THEN
    IF array_position(ids, NULL) IS NOT NULL THEN
      -- Accounts that something comes into for the first time, opened as `open` does, all at once.
      INSERT INTO account (kind, owner_id, unit, owned, maintained, floored, step)
      SELECT k.kind, u.owner_id, k.unit, k.owned, k.maintained, k.floored, k.step
      FROM (
        SELECT DISTINCT owners[w.place] AS owner_id, kinds[w.place] AS kind FROM unnest(w_from || w_to) AS w (place) WHERE ids[w.place] IS NULL
      ) u JOIN kind k ON k.kind = u.kind ORDER BY 2, 1 ON CONFLICT DO NOTHING;
      SELECT array_agg(a.id ORDER BY d.place),
        bool_or(coalesce(a.version, 0) <> 0 AND ids[d.place] IS NULL AND (d.place = ANY (w_from) OR d.place = ANY (w_to)))
      INTO ids, meanwhile
      FROM unnest(owners, kinds) WITH ORDINALITY AS d (owner_id, kind, place)
      LEFT JOIN LATERAL (SELECT a.id, a.version FROM account a WHERE a.owner_id = d.owner_id AND a.kind = d.kind OFFSET 0) a ON true;
      IF meanwhile THEN
        -- Another call opened it a moment ago, and used it.
        RAISE EXCEPTION 'An account was opened and used meanwhile' USING ERRCODE = 'serialization_failure';
      END IF;
    END IF;
    INSERT INTO move (transfer_id, n, at, kind, from_id, to_id, amount, from_version, from_balance, to_version, to_balance)
    SELECT transfers[w.o], w.n, moment, order_kinds[w.o], ids[w.f], ids[w.t], w.amount, w.fv, w.fb, w.tv, w.tb
    FROM unnest(w_order, w_n, w_from, w_to, w_amount, w_from_version, w_from_balance, w_to_version, w_to_balance)
      AS w (o, n, f, t, amount, fv, fb, tv, tb);
    INSERT INTO key (owner_id, route, key, request_hash, transfer_id, at)
    SELECT e.owner_id, e.route, e.key, e.hash, e.transfer, moment
    FROM unnest(order_owners, routes, keys, requests, transfers, outcomes) AS e (owner_id, route, key, hash, transfer, outcome)
    WHERE e.outcome = 'posted';
  END IF;
  RETURN QUERY SELECT r.n, r.outcome, r.transfer, r.at::timestamptz, r.available, r.promo
  FROM unnest(ns, outcomes, transfers, times, lefts, givens) AS r (n, outcome, transfer, at, available, promo);
END
$$;
DROP TYPE ledger.step;
