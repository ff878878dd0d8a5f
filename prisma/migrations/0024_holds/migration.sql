-- Holds: value that is set aside and then, once, spent in whole or in part, given back, or given back because its time is
-- over. docs/decisions/0036-holds.md says why it is so. Nothing that stood before is changed.

INSERT INTO ledger.kind (kind, unit, owned, maintained, floored, step) VALUES
  -- What is set aside of what a performer earned.
  ('earnings:held', 'TOKEN', true, true, true, 1);

-- Where what is held from a source waits; null: nothing is held from there.
CREATE FUNCTION ledger.held_kind(source text) RETURNS text LANGUAGE sql IMMUTABLE
RETURN CASE source WHEN 'wallet' THEN 'wallet:held' WHEN 'earnings' THEN 'earnings:held' END;

-- Tables ---------------------------------------------------------------------------------------------------------------

-- What was set aside, for good. What became of it is a row of hold_end; until there is one it is open.
CREATE TABLE ledger.hold (
  -- The same as that of the transfer that set it aside.
  id         uuid PRIMARY KEY,
  -- Whose it is, and to whom what is not spent returns.
  owner_id   uuid NOT NULL,
  source     text NOT NULL CHECK (source IN ('wallet', 'earnings')),
  -- ticket, call-block, stake, payout …
  purpose    text NOT NULL CHECK (purpose ~ '^[a-z][a-z-]{0,39}$'),
  amount     bigint NOT NULL CHECK (amount > 0),
  -- How much of it had been given: it returns as such, and is spent first.
  promo      bigint NOT NULL CHECK (promo BETWEEN 0 AND amount),
  at         timestamptz(3) NOT NULL,
  -- From this moment on, by the database's clock, it can be neither posted nor voided.
  expires_at timestamptz(3) NOT NULL,
  CHECK (source = 'wallet' OR promo = 0),
  CHECK (expires_at > at)
);
CREATE INDEX hold_owner_id_idx ON ledger.hold (owner_id, at, id);
GRANT SELECT ON ledger.hold TO busker_app;

-- How a hold ended. The key is what makes it once.
CREATE TABLE ledger.hold_end (
  hold_id     uuid PRIMARY KEY REFERENCES ledger.hold (id),
  how         text NOT NULL CHECK (how IN ('posted', 'voided', 'expired')),
  -- What was spent; the rest returned. How much of what was spent had been given.
  posted      bigint NOT NULL CHECK (posted >= 0),
  promo       bigint NOT NULL CHECK (promo BETWEEN 0 AND posted),
  at          timestamptz(3) NOT NULL,
  transfer_id uuid NOT NULL UNIQUE,
  CHECK ((how = 'posted') = (posted > 0))
);
GRANT SELECT ON ledger.hold_end TO busker_app;

-- The open ones, so that nobody has to look among all that ever were. Triggers write it, nobody else.
CREATE TABLE ledger.hold_open (
  hold_id    uuid PRIMARY KEY REFERENCES ledger.hold (id),
  -- Where it waits.
  account_id bigint NOT NULL REFERENCES ledger.account (id),
  expires_at timestamptz(3) NOT NULL
);
CREATE INDEX hold_open_expires_at_idx ON ledger.hold_open (expires_at);
CREATE INDEX hold_open_account_id_idx ON ledger.hold_open (account_id, expires_at);
GRANT SELECT ON ledger.hold_open TO busker_app;

-- What holds for good, whoever writes ----------------------------------------------------------------------------------

-- A hold is what its transfer set aside, and open.
CREATE FUNCTION ledger.begin_hold() RETURNS trigger LANGUAGE plpgsql SET search_path = ledger, pg_temp AS $$
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
  INSERT INTO hold_open (hold_id, account_id, expires_at) VALUES (NEW.id, moved.account_id, NEW.expires_at);
  RETURN NULL;
END
$$;

-- An end moves all of its hold: what was not spent back to where it came from. In time where somebody decided it.
CREATE FUNCTION ledger.finish_hold() RETURNS trigger LANGUAGE plpgsql SET search_path = ledger, pg_temp AS $$
DECLARE
  h hold%ROWTYPE;
  moved record;
BEGIN
  SELECT * INTO h FROM hold WHERE id = NEW.hold_id;
  SELECT sum(m.amount) AS amount, coalesce(sum(m.amount) FILTER (WHERE t.owner_id = h.owner_id AND t.kind = ANY (kinds_of(h.source))), 0) AS back,
    coalesce(sum(m.amount) FILTER (WHERE t.owner_id = h.owner_id AND t.kind = 'wallet:promo'), 0) AS promo_back
  INTO moved FROM move m JOIN account f ON f.id = m.from_id JOIN account t ON t.id = m.to_id
  WHERE m.transfer_id = NEW.transfer_id AND m.at = NEW.at AND f.owner_id = h.owner_id AND f.kind = held_kind(h.source);
  IF (moved.amount = h.amount AND moved.back = h.amount - NEW.posted AND moved.promo_back = h.promo - NEW.promo
      AND NEW.promo = least(h.promo, NEW.posted) AND (NEW.how = 'expired') = (NEW.at >= h.expires_at)) IS NOT TRUE THEN
    RAISE EXCEPTION 'A hold ends as a whole, and in time' USING ERRCODE = 'check_violation';
  END IF;
  DELETE FROM hold_open WHERE hold_id = NEW.hold_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Only what is open can end' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER begins AFTER INSERT ON ledger.hold FOR EACH ROW EXECUTE FUNCTION ledger.begin_hold();
CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.hold
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER finishes AFTER INSERT ON ledger.hold_end FOR EACH ROW EXECUTE FUNCTION ledger.finish_hold();
CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.hold_end
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER kept BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON ledger.hold_open
  FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION ledger.refuse_change();
ALTER TABLE ledger.hold ENABLE ALWAYS TRIGGER begins, ENABLE ALWAYS TRIGGER kept;
ALTER TABLE ledger.hold_end ENABLE ALWAYS TRIGGER finishes, ENABLE ALWAYS TRIGGER kept;
ALTER TABLE ledger.hold_open ENABLE ALWAYS TRIGGER kept;

-- Placing --------------------------------------------------------------------------------------------------------------

-- Sets aside, each order by itself and in their order. One of them:
--   {"n": 1, "id": uuid, "owner": uuid, "source": "wallet" or "earnings", "purpose": "ticket", "amount": 500000,
--    "lastsMs": 60000, "route": "…", "key": "…", "hash": sha-256 in hexadecimal}
-- The key is the owner's. It lasts from when it was placed, by the database's clock, at most 400 days. Outcomes: `placed`,
-- and those of ledger.post: `replayed` (the hold, its times and `promo` are of that time), `key_reused`, `insufficient`.
-- `available` is what the owner can spend afterwards. Balances are locked as by any posting, because this is one.
CREATE FUNCTION ledger.place_holds(orders jsonb)
RETURNS TABLE (n integer, outcome text, hold_id uuid, at timestamptz, expires_at timestamptz, available bigint, promo bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
#variable_conflict use_column
DECLARE
  posted record;
  h hold%ROWTYPE;
BEGIN
  IF EXISTS (
    SELECT FROM jsonb_to_recordset(orders) AS o (source text, "lastsMs" bigint)
    WHERE (held_kind(o.source) IS NOT NULL AND o."lastsMs" BETWEEN 1 AND 34560000000) IS NOT TRUE
  ) THEN
    RAISE EXCEPTION 'A hold is from a wallet or from earnings, and lasts a millisecond to 400 days' USING ERRCODE = 'check_violation';
  END IF;
  FOR posted IN
    SELECT p.*, o.owner, o.source, o.purpose, o.amount, o."lastsMs"
    FROM post((
      SELECT coalesce(jsonb_agg(jsonb_build_object('n', x.n, 'id', x.id, 'kind', 'hold', 'owner', x.owner, 'route', x.route, 'key', x.key, 'hash', x.hash,
        'moves', jsonb_build_array(jsonb_build_object('from', x.source, 'fromOwner', x.owner, 'to', held_kind(x.source), 'toOwner', x.owner, 'amount', x.amount))
      ) ORDER BY x.n), '[]')
      FROM jsonb_to_recordset(orders) AS x (n integer, id uuid, owner uuid, source text, amount bigint, route text, key text, hash text)
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
    RETURN NEXT;
  END LOOP;
END
$$;

-- Ending ---------------------------------------------------------------------------------------------------------------

-- Ends a hold whose accounts are locked and of which it is known that it may: one transfer with what is spent and what
-- returns. What had been given is spent first, as everywhere.
CREATE FUNCTION ledger.end_hold(h ledger.hold, how text, transfer uuid, moment timestamptz, spent jsonb,
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
    INSERT INTO move (transfer_id, n, at, kind, from_id, to_id, amount)
    VALUES (transfer, leg_n, moment, 'hold-post', held, open(leg."toOwner", leg."to"), leg.amount);
  END LOOP;
  ended := ROW(h.id, how, posted, least(h.promo, posted), moment, transfer);
  FOR leg IN
    SELECT * FROM (VALUES (1, 'wallet:promo', h.promo - ended.promo),
      (2, CASE h.source WHEN 'wallet' THEN 'wallet:paid' ELSE h.source END, h.amount - h.promo - (posted - ended.promo))
    ) AS back (n, kind, amount) WHERE back.amount > 0 ORDER BY back.n
  LOOP
    leg_n := leg_n + 1;
    INSERT INTO move (transfer_id, n, at, kind, from_id, to_id, amount)
    VALUES (transfer, leg_n, moment, CASE how WHEN 'posted' THEN 'hold-post' WHEN 'voided' THEN 'hold-void' ELSE 'hold-expire' END,
      held, open(h.owner_id, leg.kind), leg.amount);
  END LOOP;
  INSERT INTO key (owner_id, route, key, request_hash, transfer_id, at) VALUES (owner, route, key_hash, request_hash, transfer, moment);
  INSERT INTO hold_end SELECT (ended).*;
  RETURN ended;
END
$$;

-- Posts or voids holds, each order by itself and in their order. One of them:
--   {"n": 1, "id": uuid of the transfer, "hold": uuid, "how": "post", "owner": uuid, "route": "…", "key": "…", "hash": "…",
--    "moves": [{"to": "unsettled", "toOwner": uuid, "amount": 300000}]}
-- "post" has moves and spends their sum, the rest returns; "void" has none and all returns. Outcomes:
--   posted, voided    done; `posted` was spent, `promo` of it had been given
--   replayed          this key did the same before: all of that time
--   key_reused        this key did something else before
--   already_resolved  by another key; `how` says which of both
--   too_late          its time is over, whether anybody swept it or not
--   too_much          the moves come to more than is held
--   not_found         there is no such hold
-- Refusals leave no trace. `available` is what the hold's owner can spend afterwards.
CREATE FUNCTION ledger.resolve_holds(orders jsonb)
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
BEGIN
  -- Every balance that may move, in the order in which ledger.post takes them.
  PERFORM FROM (
    SELECT d.owner_id, k.kind FROM jsonb_to_recordset(orders) AS x (hold uuid) JOIN hold d ON d.id = x.hold
    CROSS JOIN LATERAL unnest(kinds_of(d.source) || held_kind(d.source)) AS k (kind)
    UNION ALL
    SELECT m."toOwner", m."to" FROM jsonb_to_recordset(orders) AS x (moves jsonb)
    CROSS JOIN LATERAL jsonb_to_recordset(x.moves) AS m ("to" text, "toOwner" uuid)
  ) AS side JOIN account a ON a.owner_id = side.owner_id AND a.kind = side.kind
  WHERE a.maintained ORDER BY a.id FOR NO KEY UPDATE OF a;
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
        WHEN wanted > h.amount THEN 'too_much'
        WHEN o ->> 'how' = 'post' THEN 'posted' ELSE 'voided' END;
    END IF;
    IF outcome IN ('posted', 'voided') THEN
      e := end_hold(h, outcome, (o ->> 'id')::uuid, moment, coalesce(o -> 'moves', '[]'),
        (o ->> 'owner')::uuid, o ->> 'route', hash_key(o ->> 'key'), o ->> 'hash');
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

-- Gives back what is held longer than it lasts, the longest over first, at most `most` holds. Waits for nobody: whose
-- balances somebody else has is left for the next time. Several may do it at once. @returns how many ended
CREATE FUNCTION ledger.expire_holds(most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
#variable_conflict use_variable
DECLARE
  moment timestamptz(3) := clock_timestamp();
  due uuid[];
  taken bigint[];
  h hold%ROWTYPE;
  many integer := 0;
BEGIN
  SELECT array_agg(d.hold_id) INTO due FROM (
    SELECT o.hold_id FROM hold_open o JOIN account a ON a.id = o.account_id
    WHERE o.expires_at <= moment ORDER BY o.expires_at LIMIT most FOR NO KEY UPDATE OF a SKIP LOCKED
  ) d;
  WITH mine AS (
    SELECT a.id FROM hold d JOIN account a ON a.owner_id = d.owner_id AND a.kind = ANY (kinds_of(d.source))
    WHERE d.id = ANY (due) FOR NO KEY UPDATE OF a SKIP LOCKED
  ) SELECT array_agg(m.id) INTO taken FROM mine m;
  moment := clock_timestamp();
  -- Looked at again, now that nobody else can end them.
  FOR h IN
    SELECT d.* FROM hold_open o JOIN hold d ON d.id = o.hold_id
    WHERE o.hold_id = ANY (due) AND NOT EXISTS (
      SELECT FROM account a
      WHERE a.owner_id = d.owner_id AND a.kind = ANY (kinds_of(d.source)) AND (a.id = ANY (taken)) IS NOT TRUE
    ) ORDER BY d.expires_at, d.id
  LOOP
    PERFORM end_hold(h, 'expired', gen_random_uuid(), moment, '[]', '00000000-0000-0000-0000-000000000000', 'hold-expire',
      hash_key(h.id::text), hash_key(h.id::text));
    many := many + 1;
  END LOOP;
  RETURN many;
END
$$;

REVOKE ALL ON FUNCTION ledger.held_kind(text), ledger.begin_hold(), ledger.finish_hold(),
  ledger.end_hold(ledger.hold, text, uuid, timestamptz, jsonb, uuid, text, text, text),
  ledger.place_holds(jsonb), ledger.resolve_holds(jsonb), ledger.expire_holds(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.place_holds(jsonb), ledger.resolve_holds(jsonb), ledger.expire_holds(integer) TO busker_app;
