-- Tips: what a viewer gave, how it is divided, and what settlement has yet to do. A tip is accepted by `tip_accept` and
-- divided by `tip_settle`; the application has no other way to write one.

CREATE TABLE tip (
  -- The same as its transfer's.
  id             uuid PRIMARY KEY,
  at             timestamptz(3) NOT NULL,
  -- Number of the transaction that wrote it. Whoever follows a performer's tips reads in this order, and only those below the
  -- number of every transaction under way: `at` is taken before the commit and may appear behind a younger one.
  born           bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
  viewer_id      uuid NOT NULL REFERENCES account (id),
  performer_id   uuid NOT NULL REFERENCES account (id),
  -- Null: given while nothing was live.
  session_id     uuid REFERENCES stream_session (id),
  stream_id      uuid REFERENCES stream (id),
  -- Whole tokens, and how many of them had been given, not bought.
  amount         integer NOT NULL CHECK (amount BETWEEN 1 AND 1000000),
  promo          integer NOT NULL CHECK (promo BETWEEN 0 AND amount),
  -- What the giver could spend afterwards, in whole tokens: a request that is repeated is answered the same.
  balance_after  bigint NOT NULL CHECK (balance_after >= 0),
  -- In 1/10,000 token: fixed now, paid at settlement.
  creator_units  bigint NOT NULL CHECK (creator_units >= 0),
  platform_units bigint NOT NULL CHECK (platform_units >= 0),
  pool_units     bigint NOT NULL CHECK (pool_units >= 0),
  split_name     text NOT NULL,
  split_version  integer NOT NULL,
  private        boolean NOT NULL,
  anonymous      boolean NOT NULL,
  -- The giver as they were then.
  viewer_name    text NOT NULL CHECK (length(viewer_name) BETWEEN 1 AND 60),
  viewer_handle  text NOT NULL CHECK (length(viewer_handle) BETWEEN 1 AND 60),
  -- An item of the tip menu that was asked for, as it was called then.
  menu_item      text CHECK (length(menu_item) BETWEEN 1 AND 60),
  message        text CHECK (length(message) BETWEEN 1 AND 280),
  -- Held: only moderators see it. Removed: nobody does.
  message_state  text CHECK (message_state IN ('shown', 'held', 'removed')),
  -- Why it was held; empty where it was not.
  reasons        text[] NOT NULL CHECK (array_position(reasons, NULL) IS NULL),
  judged_by_id   uuid REFERENCES account (id),
  judged_at      timestamptz(3),
  FOREIGN KEY (split_name, split_version) REFERENCES split (name, version),
  CHECK ((session_id IS NULL) = (stream_id IS NULL)),
  CHECK (viewer_id <> performer_id),
  CHECK (creator_units + platform_units + pool_units = amount * 10000::bigint),
  CHECK ((message IS NULL) = (message_state IS NULL)),
  CHECK (message_state IS DISTINCT FROM 'held' OR cardinality(reasons) > 0),
  CHECK ((judged_by_id IS NULL) = (judged_at IS NULL))
);
-- A viewer's history and what they spent lately; a performer's history; a session's board.
CREATE INDEX tip_viewer_id_idx ON tip (viewer_id, at DESC, id) INCLUDE (amount);
-- What leaderboards, goals and earnings add up lies in the index.
CREATE INDEX tip_performer_id_idx ON tip (performer_id, at DESC, id)
  INCLUDE (amount, creator_units, viewer_id, private, anonymous);
CREATE INDEX tip_session_id_idx ON tip (session_id, at) INCLUDE (amount, viewer_id, private, anonymous)
  WHERE session_id IS NOT NULL;
-- What an overlay follows.
CREATE INDEX tip_feed_idx ON tip (performer_id, born, id) WHERE NOT private;
CREATE INDEX tip_stream_id_idx ON tip (stream_id) WHERE stream_id IS NOT NULL;
CREATE INDEX tip_held_idx ON tip (performer_id, at) WHERE message_state = 'held';
CREATE INDEX tip_judged_by_id_idx ON tip (judged_by_id) WHERE judged_by_id IS NOT NULL;
CREATE INDEX tip_split_idx ON tip (split_name, split_version);
-- What was given stays; what was said can be taken away, and goes with a person who is erased.
GRANT SELECT, UPDATE (message, message_state, judged_by_id, judged_at, viewer_name, viewer_handle, menu_item) ON tip TO busker_app;

-- Tips that were accepted and not divided yet. A row goes in the transaction that divides it, so nothing is marked and no
-- place is remembered.
CREATE TABLE settlement_queue (
  tip_id       uuid PRIMARY KEY REFERENCES tip (id),
  performer_id uuid NOT NULL REFERENCES account (id),
  at           timestamptz(3) NOT NULL
);
CREATE INDEX settlement_queue_performer_id_idx ON settlement_queue (performer_id, at);
GRANT SELECT ON settlement_queue TO busker_app;

-- Which transfer divided which tip. The key is what makes it once.
CREATE TABLE tip_settlement (
  tip_id      uuid PRIMARY KEY REFERENCES tip (id),
  transfer_id uuid NOT NULL,
  at          timestamptz(3) NOT NULL
);
CREATE INDEX tip_settlement_transfer_id_idx ON tip_settlement (transfer_id);
GRANT SELECT ON tip_settlement TO busker_app;

-- What operators have stopped. A row is there while it is stopped.
CREATE TABLE operation_pause (
  name   text PRIMARY KEY CHECK (name IN ('settlement')),
  at     timestamptz(3) NOT NULL,
  by_id  uuid NOT NULL REFERENCES account (id),
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500)
);
CREATE INDEX operation_pause_by_id_idx ON operation_pause (by_id);
GRANT SELECT, INSERT, DELETE ON operation_pause TO busker_app;

-- What a person allowed themselves. Tightening holds at once; loosening waits a day (`pending`).
CREATE TABLE spending_limit (
  viewer_id      uuid PRIMARY KEY REFERENCES account (id),
  -- Whole tokens in 24 hours, 7 days, 30 days; null: no limit.
  day_tokens     integer CHECK (day_tokens BETWEEN 0 AND 100000000),
  week_tokens    integer CHECK (week_tokens BETWEEN 0 AND 100000000),
  month_tokens   integer CHECK (month_tokens BETWEEN 0 AND 100000000),
  -- {"dayTokens": …, "weekTokens": …, "monthTokens": …}, and from when.
  pending        jsonb CHECK (jsonb_typeof(pending) = 'object'),
  pending_from   timestamptz(3),
  -- Nothing is spent before these; neither can be taken back. A cool-off is short, an exclusion long.
  cool_off_until timestamptz(3),
  excluded_until timestamptz(3),
  updated_at     timestamptz(3) NOT NULL,
  CHECK ((pending IS NULL) = (pending_from IS NULL)),
  -- One that is missing would be no limit when its time comes.
  CHECK (pending ?& ARRAY['dayTokens', 'weekTokens', 'monthTokens'])
);
GRANT SELECT, INSERT, DELETE, UPDATE (
  day_tokens, week_tokens, month_tokens, pending, pending_from, cool_off_until, excluded_until, updated_at
) ON spending_limit TO busker_app;

-- Why this person may not spend this much now; null: they may. Asked while their wallet is locked, so that many tips at
-- once come under one limit. The transaction's beginning counts as now: where it waited, windows are rather too long than
-- too short. What else is spent than tips is to be added to `spent` here.
CREATE FUNCTION spending_refusal(viewer uuid, tokens integer) RETURNS jsonb LANGUAGE plpgsql STABLE
SET search_path = public, pg_temp AS $$
DECLARE
  l spending_limit%ROWTYPE;
  spent record;
  later boolean;
BEGIN
  SELECT * INTO l FROM spending_limit WHERE viewer_id = viewer;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF greatest(l.cool_off_until, l.excluded_until) > now() THEN
    RETURN jsonb_build_object('why', CASE WHEN l.excluded_until > now() THEN 'excluded' ELSE 'cool_off' END,
      'until', to_char(greatest(l.cool_off_until, l.excluded_until) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'));
  END IF;
  later := l.pending_from <= now();
  IF later THEN
    l.day_tokens := (l.pending ->> 'dayTokens')::integer;
    l.week_tokens := (l.pending ->> 'weekTokens')::integer;
    l.month_tokens := (l.pending ->> 'monthTokens')::integer;
  END IF;
  IF l.day_tokens IS NULL AND l.week_tokens IS NULL AND l.month_tokens IS NULL THEN RETURN NULL; END IF;
  SELECT coalesce(sum(amount) FILTER (WHERE at > now() - interval '1 day'), 0) AS day,
    coalesce(sum(amount) FILTER (WHERE at > now() - interval '7 days'), 0) AS week, coalesce(sum(amount), 0) AS month
  INTO spent FROM tip WHERE viewer_id = viewer AND at > now() - interval '30 days';
  IF spent.day + tokens > l.day_tokens THEN
    RETURN jsonb_build_object('why', 'limit', 'period', 'day', 'limit', l.day_tokens::text, 'spent', spent.day::text);
  ELSIF spent.week + tokens > l.week_tokens THEN
    RETURN jsonb_build_object('why', 'limit', 'period', 'week', 'limit', l.week_tokens::text, 'spent', spent.week::text);
  ELSIF spent.month + tokens > l.month_tokens THEN
    RETURN jsonb_build_object('why', 'limit', 'period', 'month', 'limit', l.month_tokens::text, 'spent', spent.month::text);
  END IF;
  RETURN NULL;
END
$$;

-- Accepts tips in their order, each by itself. One of them:
--   {"n": 1, "id": uuid, "viewer": uuid, "viewerName": "…", "viewerHandle": "…", "performer": uuid, "session": uuid or null,
--    "split": {"name": "…", "version": 1}, "amount": 50, "private": false, "anonymous": false, "message": "…" or null,
--    "messageState": "shown", "reasons": [], "menuItem": null, "key": "…", "hash": sha-256}
-- `split` is what holds where there is no session. Outcomes: those of ledger.post (`available` of what was replayed is that
-- of then), and
--   busy      the wallet is taken by somebody else (only where `wait` is false): ask again
--   not_live  the session is over
--   gone      one of the two is suspended or erased
--   limited   the viewer's own limit; `why` says which
-- What is accepted goes, in the same transaction, to the settlement queue and to the outbox for these reactions.
CREATE FUNCTION tip_accept(orders jsonb, wait boolean, reactions text[])
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
    IF NOT EXISTS (SELECT FROM ledger.key k WHERE k.owner_id = o.viewer AND k.route = 'tips' AND k.key = o.key) THEN
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

-- Divides what waits for one performer, oldest first, at most `most` tips, in one transfer. Nothing while settlement is
-- paused. Several may run at once: each takes rows that no other has. @returns how many tips were divided
CREATE FUNCTION tip_settle(performer uuid, most integer, transfer uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
  ids uuid[];
  sums record;
  posted record;
  nobody constant uuid := '00000000-0000-0000-0000-000000000000';
BEGIN
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
  RETURN cardinality(ids);
END
$$;
REVOKE ALL ON FUNCTION tip_accept(jsonb, boolean, text[]), tip_settle(uuid, integer, uuid), spending_refusal(uuid, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tip_accept(jsonb, boolean, text[]), tip_settle(uuid, integer, uuid), spending_refusal(uuid, integer) TO busker_app;

-- What rooms show of tips -----------------------------------------------------------------------------------------------

-- A goal of a performer: so many tokens of public tips from when it was set.
CREATE TABLE tip_goal (
  id            uuid PRIMARY KEY,
  performer_id  uuid NOT NULL REFERENCES account (id),
  title         text NOT NULL CHECK (length(title) BETWEEN 1 AND 80),
  target_tokens integer NOT NULL CHECK (target_tokens BETWEEN 1 AND 100000000),
  created_at    timestamptz(3) NOT NULL,
  reached_at    timestamptz(3),
  ended_at      timestamptz(3)
);
CREATE UNIQUE INDEX tip_goal_open_idx ON tip_goal (performer_id) WHERE ended_at IS NULL;
CREATE INDEX tip_goal_performer_id_idx ON tip_goal (performer_id, created_at);
GRANT SELECT, INSERT, UPDATE (reached_at, ended_at), DELETE ON tip_goal TO busker_app;

CREATE TABLE tip_menu_item (
  id           uuid PRIMARY KEY,
  performer_id uuid NOT NULL REFERENCES account (id),
  position     integer NOT NULL CHECK (position BETWEEN 0 AND 49),
  title        text NOT NULL CHECK (length(title) BETWEEN 1 AND 60),
  tokens       integer NOT NULL CHECK (tokens BETWEEN 1 AND 1000000),
  UNIQUE (performer_id, position)
);
GRANT SELECT, INSERT, DELETE ON tip_menu_item TO busker_app;

-- How a performer's overlay behaves, and the secret of its page for OBS.
CREATE TABLE tip_overlay (
  performer_id   uuid PRIMARY KEY REFERENCES account (id),
  -- SHA-256 of the secret; a new one makes the old one worthless.
  secret_hash    text UNIQUE CHECK (secret_hash ~ '^[0-9a-f]{64}$'),
  secret_made_at timestamptz(3),
  -- Tips below this are not animated.
  least_tokens   integer NOT NULL DEFAULT 1 CHECK (least_tokens BETWEEN 1 AND 1000000),
  volume         integer NOT NULL DEFAULT 70 CHECK (volume BETWEEN 0 AND 100),
  CHECK ((secret_hash IS NULL) = (secret_made_at IS NULL))
);
GRANT SELECT, INSERT, UPDATE (secret_hash, secret_made_at, least_tokens, volume), DELETE ON tip_overlay TO busker_app;

-- Reconciliation ---------------------------------------------------------------------------------------------------------

-- What was compared and how it came out; never corrected, only followed by a newer one.
CREATE TABLE reconciliation (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at       timestamptz(3) NOT NULL,
  took_ms  integer NOT NULL CHECK (took_ms >= 0),
  -- [{"name": "…", "expected": "…", "found": "…", "holds": true, "examples": […]}]
  checks   jsonb NOT NULL CHECK (jsonb_typeof(checks) = 'array'),
  holds    boolean NOT NULL
);
CREATE INDEX reconciliation_at_idx ON reconciliation (at DESC);
CREATE INDEX reconciliation_failed_idx ON reconciliation (at DESC) WHERE NOT holds;
GRANT SELECT, INSERT (at, took_ms, checks, holds) ON reconciliation TO busker_app;
