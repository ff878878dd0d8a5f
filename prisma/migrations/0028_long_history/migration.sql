-- Ten million entries: pages of statements read with plans that are made once, and what a performer was given in all is kept and not
-- summed anew. docs/decisions/0044-long-history.md says why.
-- Nothing may post while this runs, as with 0018: a settlement under way would divide tips past the totals.

-- Reading --------------------------------------------------------------------------------------------------------------

-- Planning over the partitions of two years takes longer than reading a page. A function keeps its plan as long as its connection;
-- partitions that the times rule out are left out as it starts. Whoever calls reads with their own rights.

-- Entries of a maintained account below a version, newest first.
CREATE FUNCTION ledger.entries_down(account bigint, below bigint, since timestamptz, until timestamptz, most integer)
RETURNS SETOF ledger.entry LANGUAGE plpgsql STABLE
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off SET enable_sort = off AS $$
BEGIN
  RETURN QUERY SELECT e.* FROM ledger.entry e
  WHERE e.account_id = account AND e.version < below AND e.at >= since AND e.at < until ORDER BY e.version DESC LIMIT most;
END
$$;

-- Entries of a maintained account above a version, oldest first.
CREATE FUNCTION ledger.entries_up(account bigint, above bigint, since timestamptz, until timestamptz, most integer)
RETURNS SETOF ledger.entry LANGUAGE plpgsql STABLE
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off SET enable_sort = off AS $$
BEGIN
  RETURN QUERY SELECT e.* FROM ledger.entry e
  WHERE e.account_id = account AND e.version > above AND e.at >= since AND e.at < until ORDER BY e.version LIMIT most;
END
$$;

-- What ever came into a maintained account out of these.
CREATE FUNCTION ledger.sum_in(account bigint, out_of bigint[]) RETURNS bigint LANGUAGE plpgsql STABLE
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  RETURN (SELECT coalesce(sum(m.amount), 0) FROM ledger.move m
    WHERE m.to_id = account AND m.to_version IS NOT NULL AND m.from_id = ANY (out_of));
END
$$;

-- What ever went out of a maintained account, but for what went into these.
CREATE FUNCTION ledger.sum_out(account bigint, but_into bigint[]) RETURNS bigint LANGUAGE plpgsql STABLE
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  RETURN (SELECT coalesce(sum(m.amount), 0) FROM ledger.move m
    WHERE m.from_id = account AND m.from_version IS NOT NULL AND m.to_id <> ALL (but_into));
END
$$;

REVOKE ALL ON FUNCTION ledger.entries_down(bigint, bigint, timestamptz, timestamptz, integer),
  ledger.entries_up(bigint, bigint, timestamptz, timestamptz, integer), ledger.sum_in(bigint, bigint[]), ledger.sum_out(bigint, bigint[])
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.entries_down(bigint, bigint, timestamptz, timestamptz, integer),
  ledger.entries_up(bigint, bigint, timestamptz, timestamptz, integer), ledger.sum_in(bigint, bigint[]), ledger.sum_out(bigint, bigint[])
  TO busker_app;

-- Totals ---------------------------------------------------------------------------------------------------------------

-- What a performer was given in all, of divided tips: publicly, and privately. With what still waits in `settlement_queue` it is exact,
-- as goals are: a tip leaves the queue and is added here in one transaction. The comparison `tips-totals` sums it anew.
CREATE TABLE tip_total (
  performer_id uuid NOT NULL REFERENCES account (id),
  private      boolean NOT NULL,
  tips         bigint NOT NULL CHECK (tips >= 0),
  -- Whole tokens.
  tokens       bigint NOT NULL CHECK (tokens >= tips),
  largest      integer NOT NULL CHECK (largest >= 0),
  -- Whether one of them was anonymous.
  anonymous    boolean NOT NULL,
  -- People who gave under their name; of the private ones, those who never did so publicly.
  named        bigint NOT NULL CHECK (named BETWEEN 0 AND tips),
  PRIMARY KEY (performer_id, private)
) WITH (fillfactor = 70);

-- Who ever gave a performer something under their name; `public`: not only privately. A row for each pair, so that each is counted once.
CREATE TABLE tip_named (
  performer_id uuid NOT NULL REFERENCES account (id),
  viewer_id    uuid NOT NULL REFERENCES account (id),
  public       boolean NOT NULL,
  PRIMARY KEY (performer_id, viewer_id)
);
CREATE INDEX tip_named_viewer_id_idx ON tip_named (viewer_id);
-- `tip_settle` alone writes them.
GRANT SELECT ON tip_total, tip_named TO busker_app;

INSERT INTO tip_named (performer_id, viewer_id, public)
SELECT t.performer_id, t.viewer_id, bool_or(NOT t.private) FROM tip t JOIN tip_settlement s ON s.tip_id = t.id
WHERE NOT t.anonymous GROUP BY 1, 2;
INSERT INTO tip_total (performer_id, private, tips, tokens, largest, anonymous, named)
SELECT g.performer_id, g.private, g.tips, g.tokens, g.largest, g.anonymous,
  (SELECT count(*) FROM tip_named n WHERE n.performer_id = g.performer_id AND n.public <> g.private)
FROM (
  SELECT t.performer_id, t.private, count(*) AS tips, sum(t.amount) AS tokens, max(t.amount) AS largest, bool_or(t.anonymous) AS anonymous
  FROM tip t JOIN tip_settlement s ON s.tip_id = t.id GROUP BY 1, 2
) g;

-- Adds tips that were just divided to the totals of their performer. For `tip_settle`.
CREATE FUNCTION tip_add_up(performer uuid, ids uuid[]) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
#variable_conflict use_variable
BEGIN
  INSERT INTO tip_total (performer_id, private, tips, tokens, largest, anonymous, named)
  SELECT performer, p, 0, 0, 0, false, 0 FROM unnest(ARRAY[false, true]) AS p ON CONFLICT DO NOTHING;
  -- One settlement of a performer at a time goes on from here, and sees what the one before it wrote.
  PERFORM FROM tip_total a WHERE a.performer_id = performer ORDER BY a.private FOR UPDATE;
  WITH met AS (
    SELECT g.viewer_id, g.public, n.viewer_id IS NOT NULL AS known FROM (
      SELECT t.viewer_id, bool_or(NOT t.private) AS public FROM tip t WHERE t.id = ANY (ids) AND NOT t.anonymous GROUP BY 1
    ) g LEFT JOIN tip_named n ON n.performer_id = performer AND n.viewer_id = g.viewer_id
    WHERE n.viewer_id IS NULL OR (g.public AND NOT n.public)
  ), written AS (
    INSERT INTO tip_named (performer_id, viewer_id, public) SELECT performer, m.viewer_id, m.public FROM met m
    ON CONFLICT (performer_id, viewer_id) DO UPDATE SET public = true
  ), given AS (
    SELECT t.private, count(*) AS tips, sum(t.amount) AS tokens, max(t.amount) AS largest, bool_or(t.anonymous) AS anonymous
    FROM tip t WHERE t.id = ANY (ids) GROUP BY 1
  )
  UPDATE tip_total a SET tips = a.tips + coalesce(g.tips, 0), tokens = a.tokens + coalesce(g.tokens, 0),
    largest = greatest(a.largest, g.largest), anonymous = a.anonymous OR coalesce(g.anonymous, false),
    named = a.named + CASE WHEN w.private
      -- Who gave only privately until now and gives publicly is counted among the public ones.
      THEN (SELECT count(*) FILTER (WHERE NOT m.public) - count(*) FILTER (WHERE m.known) FROM met m)
      ELSE (SELECT count(*) FILTER (WHERE m.public) FROM met m) END
  FROM unnest(ARRAY[false, true]) AS w (private) LEFT JOIN given g ON g.private = w.private
  WHERE a.performer_id = performer AND a.private = w.private;
END
$$;
REVOKE ALL ON FUNCTION tip_add_up(uuid, uuid[]) FROM PUBLIC;

-- Divides what waits for one performer, oldest first, at most `most` tips, in one transfer, adds the public ones to the goal that is
-- open and all to the totals. Nothing while settlement is paused. Several may run at once: each takes rows that no other has.
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
  PERFORM tip_add_up(performer, ids);
  RETURN cardinality(ids);
END
$$;

-- Months that are closed -------------------------------------------------------------------------------------------------

-- A month that is over and sealed to its last movement: nothing is written into it any more, and it may lie on another disk. It stays
-- attached: balances, statements, the comparison and the verifier read it as before. docs/archive.md says how this is used.
CREATE TABLE ledger.closed_month (
  -- Its first day, UTC.
  month     date PRIMARY KEY CHECK (extract(day FROM month) = 1),
  at        timestamptz(3) NOT NULL,
  transfers bigint NOT NULL CHECK (transfers >= 0),
  moves     bigint NOT NULL CHECK (moves >= transfers),
  amount    numeric NOT NULL CHECK (amount >= 0),
  -- The first seal by which all of it is sealed; null: nothing moved in it.
  seal_n    bigint,
  seal_hash text CHECK (seal_hash ~ '^[0-9a-f]{64}$'),
  CHECK ((seal_n IS NULL) = (moves = 0) AND (seal_n IS NULL) = (seal_hash IS NULL))
);
CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.closed_month
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
ALTER TABLE ledger.closed_month ENABLE ALWAYS TRIGGER kept;
GRANT SELECT ON ledger.closed_month TO busker_app;

-- Closes a month, once; for the owner alone. Refused (object_not_in_prerequisite_state) until it has been over for a day, before the
-- months before it, and while a movement of it has no key or is not sealed. It locks out who writes into that month, and nobody does.
CREATE FUNCTION ledger.close_month(wanted date) RETURNS ledger.closed_month
LANGUAGE plpgsql SET search_path = ledger, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  name constant text := 'move_' || to_char(wanted, 'YYYY_MM');
  made closed_month%ROWTYPE;
  sums record;
  head bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('ledger partitions', 0));
  SELECT * INTO made FROM closed_month c WHERE c.month = wanted;
  IF FOUND THEN RETURN made; END IF;
  IF now() < wanted + interval '1 month 1 day' THEN
    RAISE EXCEPTION '% has not been over for a day', to_char(wanted, 'YYYY-MM') USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  IF NOT EXISTS (SELECT FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'move'::regclass AND c.relname = name) THEN
    RAISE EXCEPTION 'There is no %', name USING ERRCODE = 'undefined_table';
  END IF;
  IF EXISTS (
    SELECT FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'move'::regclass AND c.relname < name
      AND NOT EXISTS (SELECT FROM closed_month m WHERE 'move_' || to_char(m.month, 'YYYY_MM') = c.relname)
  ) THEN
    RAISE EXCEPTION 'A month before % is not closed', to_char(wanted, 'YYYY-MM') USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  EXECUTE format('CREATE TRIGGER closed BEFORE INSERT ON ledger.%I FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change()', name);
  EXECUTE format('ALTER TABLE ledger.%I ENABLE ALWAYS TRIGGER closed', name);
  SELECT max(s.last) INTO head FROM seal s;
  EXECUTE format('SELECT count(*) AS moves, count(DISTINCT v.transfer_id) AS transfers, coalesce(sum(v.amount), 0) AS amount,
    count(*) FILTER (WHERE k.place IS NULL) AS keyless, count(*) FILTER (WHERE k.place > coalesce($1, 0)) AS unsealed, max(k.place) AS place
    FROM ledger.%I v LEFT JOIN ledger.key k ON k.transfer_id = v.transfer_id AND k.at = v.at', name) INTO sums USING head;
  IF sums.keyless > 0 OR sums.unsealed > 0 THEN
    RAISE EXCEPTION 'Of % there are % movements without a key and % that are not sealed', to_char(wanted, 'YYYY-MM'), sums.keyless, sums.unsealed
      USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  INSERT INTO closed_month (month, at, transfers, moves, amount, seal_n, seal_hash)
  SELECT wanted, clock_timestamp(), sums.transfers, sums.moves, sums.amount, s.n, s.hash
  FROM (SELECT 1) one LEFT JOIN LATERAL (SELECT s.n, s.hash FROM seal s WHERE s.last >= sums.place ORDER BY s.last LIMIT 1) s ON true
  RETURNING * INTO made;
  RETURN made;
END
$$;
REVOKE ALL ON FUNCTION ledger.close_month(date) FROM PUBLIC;
