-- What holds are for: which purposes there are, to which accounts each may be posted, which of them count against the limits
-- that people set themselves, and how what is posted to a performer is divided. docs/decisions/0045-hold-purposes.md says why.

-- Purposes -------------------------------------------------------------------------------------------------------------

ALTER TABLE ledger.kind DROP CONSTRAINT kind_kind_check, ADD CONSTRAINT kind_kind_check CHECK (kind ~ '^[a-z]+(-[a-z]+)?(:[a-z]+(-[a-z]+)?)?$');
INSERT INTO ledger.kind (kind, unit, owned, maintained, floored, step) VALUES
  -- Earnings that were handed to a payment provider and are on their way to a performer's bank.
  ('payout:in-transit', 'TOKEN', false, false, false, 1),
  -- What others' misuse costs the platform; stakes that are forfeited cover it.
  ('chargeback-loss', 'TOKEN', false, false, false, 1);

-- What something may be held for. Data, so that placing, posting, limits and reports read the same list.
CREATE TABLE ledger.hold_purpose (
  purpose text PRIMARY KEY CHECK (purpose ~ '^[a-z][a-z-]{0,39}$'),
  source  text NOT NULL CHECK (source IN ('wallet', 'earnings')),
  -- Tokens that were given may be held for it. A stake is only worth something if it was paid for.
  given   boolean NOT NULL,
  -- It is spending: the viewer's own limits and breaks hold for it, and it counts in them.
  spends  boolean NOT NULL,
  CHECK (source = 'wallet' OR NOT (given OR spends)),
  UNIQUE (purpose, source)
);
INSERT INTO ledger.hold_purpose (purpose, source, given, spends) VALUES
  ('ticket', 'wallet', true, true), ('call-block', 'wallet', true, true), ('stake', 'wallet', false, false), ('payout', 'earnings', false, false);
GRANT SELECT ON ledger.hold_purpose TO busker_app;

-- To which accounts of others what is held for it may be posted. `unsettled` is a performer's and divided by a split.
CREATE TABLE ledger.hold_target (
  purpose text NOT NULL REFERENCES ledger.hold_purpose (purpose),
  kind    text NOT NULL REFERENCES ledger.kind (kind) CHECK (kind !~ '^(wallet|issued):|:held$'),
  PRIMARY KEY (purpose, kind)
);
INSERT INTO ledger.hold_target (purpose, kind) VALUES
  ('ticket', 'unsettled'), ('call-block', 'unsettled'), ('stake', 'platform:revenue'), ('stake', 'chargeback-loss'), ('payout', 'payout:in-transit');
GRANT SELECT ON ledger.hold_target TO busker_app;

ALTER TABLE ledger.hold ADD FOREIGN KEY (purpose, source) REFERENCES ledger.hold_purpose (purpose, source);

-- Shares ---------------------------------------------------------------------------------------------------------------

-- What the end of a hold gave a performer, with its parts by the split that was fixed. Settlement moves the parts.
CREATE TABLE ledger.hold_share (
  -- The one that ended the hold.
  transfer_id    uuid NOT NULL,
  performer_id   uuid NOT NULL REFERENCES public.account (id),
  at             timestamptz(3) NOT NULL,
  amount         bigint NOT NULL CHECK (amount > 0),
  -- How much of it had been given to whoever paid.
  promo          bigint NOT NULL CHECK (promo BETWEEN 0 AND amount),
  split_name     text NOT NULL,
  split_version  integer NOT NULL,
  creator_units  bigint NOT NULL CHECK (creator_units >= 0),
  platform_units bigint NOT NULL CHECK (platform_units >= 0),
  pool_units     bigint NOT NULL CHECK (pool_units >= 0),
  PRIMARY KEY (transfer_id, performer_id),
  FOREIGN KEY (split_name, split_version) REFERENCES public.split (name, version),
  CHECK (creator_units + platform_units + pool_units = amount)
);
CREATE INDEX hold_share_performer_id_idx ON ledger.hold_share (performer_id, at) INCLUDE (creator_units);
GRANT SELECT ON ledger.hold_share TO busker_app;

-- Those that wait to be divided. Triggers write it, nobody else.
CREATE TABLE ledger.share_open (
  transfer_id  uuid NOT NULL,
  performer_id uuid NOT NULL,
  at           timestamptz(3) NOT NULL,
  PRIMARY KEY (transfer_id, performer_id),
  FOREIGN KEY (transfer_id, performer_id) REFERENCES ledger.hold_share (transfer_id, performer_id)
);
CREATE INDEX share_open_performer_id_idx ON ledger.share_open (performer_id, at);
GRANT SELECT ON ledger.share_open TO busker_app;

-- Which transfer divided which share. The key is what makes it once.
CREATE TABLE ledger.share_end (
  transfer_id  uuid NOT NULL,
  performer_id uuid NOT NULL,
  settlement_id   uuid NOT NULL,
  at           timestamptz(3) NOT NULL,
  PRIMARY KEY (transfer_id, performer_id),
  FOREIGN KEY (transfer_id, performer_id) REFERENCES ledger.hold_share (transfer_id, performer_id)
);
CREATE INDEX share_end_settlement_id_idx ON ledger.share_end (settlement_id);
GRANT SELECT ON ledger.share_end TO busker_app;

-- What holds for good, whoever writes ----------------------------------------------------------------------------------

-- As in 0024_holds, and of what may be held for its purpose.
CREATE OR REPLACE FUNCTION ledger.begin_hold() RETURNS trigger LANGUAGE plpgsql SET search_path = ledger, pg_temp AS $$
DECLARE
  moved record;
BEGIN
  SELECT max(m.to_id) AS account_id, sum(m.amount) AS amount,
    coalesce(sum(m.amount) FILTER (WHERE f.kind = 'wallet:promo'), 0) AS promo,
    bool_and(f.owner_id = NEW.owner_id AND f.kind = ANY (kinds_of(NEW.source))
      AND t.owner_id = NEW.owner_id AND t.kind = held_kind(NEW.source)) AS fits
  INTO moved FROM move m JOIN account f ON f.id = m.from_id JOIN account t ON t.id = m.to_id
  WHERE m.transfer_id = NEW.id AND m.at = NEW.at;
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

-- As in 0024_holds, and goes where its purpose allows, to others than whose it was; what a performer gets is to be divided.
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
      AND NEW.promo = least(h.promo, NEW.posted) AND (NEW.how = 'expired') = (NEW.at >= h.expires_at)) IS NOT TRUE THEN
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

-- A share is what its transfer gave that performer, its parts are those of its split, and it waits.
CREATE FUNCTION ledger.begin_share() RETURNS trigger LANGUAGE plpgsql SET search_path = ledger, pg_temp AS $$
BEGIN
  IF NEW.amount IS DISTINCT FROM (
    SELECT sum(m.amount) FROM move m JOIN account f ON f.id = m.from_id JOIN account t ON t.id = m.to_id
    WHERE m.transfer_id = NEW.transfer_id AND m.at = NEW.at AND f.kind = 'wallet:held' AND t.kind = 'unsettled' AND t.owner_id = NEW.performer_id
  ) OR NOT EXISTS (
    SELECT FROM public.split r WHERE r.name = NEW.split_name AND r.version = NEW.split_version
      AND (NEW.creator_units * 10000, NEW.platform_units * 10000, NEW.pool_units * 10000)
        = (NEW.amount * r.creator_bp, NEW.amount * r.platform_bp, NEW.amount * r.pool_bp)
  ) THEN
    RAISE EXCEPTION 'A share is what its transfer gave, by its split' USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO share_open (transfer_id, performer_id, at) VALUES (NEW.transfer_id, NEW.performer_id, NEW.at);
  RETURN NULL;
END
$$;

-- What a transfer divided is what it moved, and each share is divided once.
CREATE FUNCTION ledger.finish_shares() RETURNS trigger LANGUAGE plpgsql SET search_path = ledger, pg_temp AS $$
DECLARE
  waited bigint;
BEGIN
  IF EXISTS (
    SELECT FROM (
      SELECT e.settlement_id, e.at, e.performer_id, sum(s.creator_units) AS creator, sum(s.platform_units) AS platform, sum(s.pool_units) AS pool
      FROM share_end e JOIN hold_share s ON s.transfer_id = e.transfer_id AND s.performer_id = e.performer_id
      WHERE e.settlement_id IN (SELECT w.settlement_id FROM written w) GROUP BY 1, 2, 3
    ) d CROSS JOIN LATERAL (
      SELECT coalesce(sum(m.amount) FILTER (WHERE t.kind = 'earnings' AND t.owner_id = d.performer_id), 0) AS creator,
        coalesce(sum(m.amount) FILTER (WHERE t.kind = 'platform:revenue'), 0) AS platform,
        coalesce(sum(m.amount) FILTER (WHERE t.kind = 'relay:pool'), 0) AS pool, sum(m.amount) AS amount
      FROM move m JOIN account f ON f.id = m.from_id JOIN account t ON t.id = m.to_id
      WHERE m.transfer_id = d.settlement_id AND m.at = d.at AND f.kind = 'unsettled' AND f.owner_id = d.performer_id
    ) v WHERE (v.creator = d.creator AND v.platform = d.platform AND v.pool = d.pool AND v.amount = d.creator + d.platform + d.pool) IS NOT TRUE
  ) THEN
    RAISE EXCEPTION 'What is divided is what moved' USING ERRCODE = 'check_violation';
  END IF;
  DELETE FROM share_open o USING written w WHERE o.transfer_id = w.transfer_id AND o.performer_id = w.performer_id;
  GET DIAGNOSTICS waited = ROW_COUNT;
  IF waited <> (SELECT count(*) FROM written) THEN
    RAISE EXCEPTION 'Only what waits is divided' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER begins AFTER INSERT ON ledger.hold_share FOR EACH ROW EXECUTE FUNCTION ledger.begin_share();
CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.hold_share
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER finishes AFTER INSERT ON ledger.share_end REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.finish_shares();
CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.share_end
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER kept BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON ledger.share_open
  FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.hold_purpose
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.hold_target
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
ALTER TABLE ledger.hold_target ENABLE ALWAYS TRIGGER kept;
ALTER TABLE ledger.hold_share ENABLE ALWAYS TRIGGER begins, ENABLE ALWAYS TRIGGER kept;
ALTER TABLE ledger.share_end ENABLE ALWAYS TRIGGER finishes, ENABLE ALWAYS TRIGGER kept;
ALTER TABLE ledger.share_open ENABLE ALWAYS TRIGGER kept;
ALTER TABLE ledger.hold_purpose ENABLE ALWAYS TRIGGER kept;

-- Limits that people set themselves --------------------------------------------------------------------------------------

-- Whole tokens that somebody spent in the last 24 hours, 7 days, 30 days: tips, and what is held for spending, from the moment at
-- which it was set aside: all of it while it is open, what was posted of it afterwards. What returned was not spent, and
-- neither was what is over and not swept yet.
CREATE FUNCTION spent_tokens(viewer uuid, OUT day bigint, OUT week bigint, OUT month bigint) LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT coalesce(sum(s.amount) FILTER (WHERE s.at > now() - interval '1 day'), 0),
    coalesce(sum(s.amount) FILTER (WHERE s.at > now() - interval '7 days'), 0), coalesce(sum(s.amount), 0)
  FROM (
    SELECT t.at, t.amount::bigint AS amount FROM tip t WHERE t.viewer_id = viewer AND t.at > now() - interval '30 days'
    UNION ALL
    SELECT h.at, CASE WHEN e.hold_id IS NULL AND h.expires_at > now() THEN h.amount ELSE coalesce(e.posted, 0) END / 10000
    FROM ledger.hold h JOIN ledger.hold_purpose p ON p.purpose = h.purpose LEFT JOIN ledger.hold_end e ON e.hold_id = h.id
    WHERE h.owner_id = viewer AND p.spends AND h.at > now() - interval '30 days'
  ) s
$$;
GRANT EXECUTE ON FUNCTION spent_tokens(uuid) TO busker_app;

-- As in 0017_tips, with what is held. Whatever spends asks it while the wallet is locked.
CREATE OR REPLACE FUNCTION spending_refusal(viewer uuid, tokens integer) RETURNS jsonb LANGUAGE plpgsql STABLE
SET search_path = public, pg_temp AS $$
DECLARE
  l spending_limit%ROWTYPE;
  spent record;
BEGIN
  SELECT * INTO l FROM spending_limit WHERE viewer_id = viewer;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF greatest(l.cool_off_until, l.excluded_until) > now() THEN
    RETURN jsonb_build_object('why', CASE WHEN l.excluded_until > now() THEN 'excluded' ELSE 'cool_off' END,
      'until', to_char(greatest(l.cool_off_until, l.excluded_until) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'));
  END IF;
  IF l.pending_from <= now() THEN
    l.day_tokens := (l.pending ->> 'dayTokens')::integer;
    l.week_tokens := (l.pending ->> 'weekTokens')::integer;
    l.month_tokens := (l.pending ->> 'monthTokens')::integer;
  END IF;
  IF l.day_tokens IS NULL AND l.week_tokens IS NULL AND l.month_tokens IS NULL THEN RETURN NULL; END IF;
  SELECT * INTO spent FROM spent_tokens(viewer);
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

-- Placing --------------------------------------------------------------------------------------------------------------

-- As in 0024_holds, for the purposes that there are. Where it is spending, the owner's own limits and breaks are asked while
-- the wallet is locked: outcome `limited`, and `why` says which, as of tips. What stands under the key is answered whatever they
-- say by now. A purpose for which nothing that was given may be held takes bought tokens only.
DROP FUNCTION ledger.place_holds(jsonb);
CREATE FUNCTION ledger.place_holds(orders jsonb)
RETURNS TABLE (n integer, outcome text, hold_id uuid, at timestamptz, expires_at timestamptz, available bigint, promo bigint, why jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
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
  IF EXISTS (
    SELECT FROM jsonb_to_recordset(orders) AS o (owner uuid, purpose text)
    JOIN hold_purpose p ON p.purpose = o.purpose JOIN public.spending_limit l ON l.viewer_id = o.owner WHERE p.spends
  ) THEN
    -- The same balances in the same order as the posting will take them.
    PERFORM FROM jsonb_to_recordset(orders) AS o (owner uuid, source text)
    JOIN account a ON a.owner_id = o.owner AND a.kind = ANY (kinds_of('wallet') || kinds_of(o.source) || held_kind(o.source))
    WHERE a.maintained ORDER BY a.id FOR NO KEY UPDATE OF a;
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

-- As in 0026_set_posting; a leg to a performer's `unsettled` names the split by which it is divided:
--   {"to": "unsettled", "toOwner": uuid, "amount": 300000, "split": {"name": "platform-fee", "version": 1}}
-- Each performer has one leg. What had been given is spent first, so it is in the first legs. Whether the purpose allows where
-- they lead is the trigger's to say.
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
  FOR leg IN SELECT * FROM jsonb_to_recordset(spent) AS m ("to" text, "toOwner" uuid, amount bigint, split jsonb) LOOP
    -- What is held returns by itself, and what had been given never becomes something that was bought.
    IF (leg."to" ~ '^(wallet|issued):|:held$') IS NOT FALSE THEN
      RAISE EXCEPTION 'A hold is not posted to %', leg."to" USING ERRCODE = 'check_violation';
    END IF;
    leg_n := leg_n + 1;
    PERFORM write_move(transfer, leg_n, moment, 'hold-post', held, open(leg."toOwner", leg."to"), leg.amount);
    IF leg."to" = 'unsettled' THEN
      -- Whole tokens times basis points: exact. Without a split nothing is written, and the end is refused.
      INSERT INTO hold_share (transfer_id, performer_id, at, amount, promo, split_name, split_version, creator_units, platform_units, pool_units)
      SELECT transfer, leg."toOwner", moment, leg.amount, least(greatest(h.promo - posted, 0), leg.amount), r.name, r.version,
        leg.amount / 10000 * r.creator_bp, leg.amount / 10000 * r.platform_bp, leg.amount / 10000 * r.pool_bp
      FROM public.split r WHERE r.name = leg.split ->> 'name' AND r.version = (leg.split ->> 'version')::integer;
    END IF;
    posted := posted + leg.amount;
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

-- Settling -------------------------------------------------------------------------------------------------------------

-- Divides what ends of holds gave one performer, oldest first, at most `most` of them, in one transfer. Nothing while settlement is
-- paused. Several may run at once: each takes what no other has. @returns how many were divided
CREATE FUNCTION ledger.settle_shares(performer uuid, most integer, transfer uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
#variable_conflict use_variable
DECLARE
  ids uuid[];
  sums record;
  posted record;
  nobody constant uuid := '00000000-0000-0000-0000-000000000000';
BEGIN
  IF EXISTS (SELECT FROM public.operation_pause p WHERE p.name = 'settlement') THEN RETURN 0; END IF;
  SELECT array_agg(d.transfer_id) INTO ids FROM (
    SELECT o.transfer_id FROM share_open o WHERE o.performer_id = performer ORDER BY o.at, o.transfer_id LIMIT most FOR UPDATE SKIP LOCKED
  ) d;
  IF ids IS NULL THEN RETURN 0; END IF;
  SELECT sum(s.creator_units) AS creator, sum(s.platform_units) AS platform, sum(s.pool_units) AS pool
  INTO sums FROM hold_share s WHERE s.performer_id = performer AND s.transfer_id = ANY (ids);
  -- Opened before the posting locks what is there: of two first settlements at once one waits here, not behind its clock.
  PERFORM open(performer, 'earnings');
  SELECT * INTO posted FROM post(jsonb_build_array(jsonb_build_object(
    'n', 1, 'id', transfer, 'kind', 'settle-holds', 'owner', nobody, 'route', 'settle-holds', 'key', transfer::text,
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
  INSERT INTO share_end (transfer_id, performer_id, settlement_id, at) SELECT i, performer, transfer, posted.at FROM unnest(ids) AS i;
  RETURN cardinality(ids);
END
$$;

REVOKE ALL ON FUNCTION spent_tokens(uuid), ledger.begin_share(), ledger.finish_shares(), ledger.place_holds(jsonb),
  ledger.settle_shares(uuid, integer, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION spent_tokens(uuid), ledger.place_holds(jsonb), ledger.settle_shares(uuid, integer, uuid) TO busker_app;
