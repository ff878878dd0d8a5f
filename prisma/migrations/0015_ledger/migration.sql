-- The ledger: every movement of value, double-entry, for good. It has a schema of its own, and the application only two
-- rights in it: to read, and to call the functions at the end. Nothing else moves money.
-- docs/decisions/0015-ledger.md says why it is so. Amounts are bigint in the smallest part of their unit; a token is 10,000.

CREATE SCHEMA ledger;
GRANT USAGE ON SCHEMA ledger TO busker_app;

-- Accounts -----------------------------------------------------------------------------------------------------------

-- What accounts there may be. Data, so that posting and reports read the same list.
CREATE TABLE ledger.kind (
  kind       text PRIMARY KEY CHECK (kind ~ '^[a-z]+(:[a-z]+)?$'),
  unit       text NOT NULL CHECK (unit IN ('TOKEN', 'CREDIT', 'MICRO_USD')),
  -- A person's; otherwise there is one, the platform's.
  owned      boolean NOT NULL,
  -- Its balance stands in its row and every movement has the next version of it: posting locks it. The others are only
  -- appended to, so that thousands may pay into one at once.
  maintained boolean NOT NULL,
  -- Never below zero.
  floored    boolean NOT NULL,
  -- Moves by multiples of this: wallets by whole tokens.
  step       bigint NOT NULL CHECK (step > 0),
  -- Only a balance that is kept can be judged.
  CHECK (maintained OR NOT floored),
  UNIQUE (kind, unit, owned, maintained, floored, step)
);
INSERT INTO ledger.kind (kind, unit, owned, maintained, floored, step) VALUES
  -- What a person can spend: bought, given; and what is set aside.
  ('wallet:paid', 'TOKEN', true, true, true, 10000),
  ('wallet:promo', 'TOKEN', true, true, true, 10000),
  ('wallet:held', 'TOKEN', true, true, true, 10000),
  -- What a performer was given and settlement has not divided yet.
  ('unsettled', 'TOKEN', true, false, false, 1),
  -- What a performer earned. Only settlement and payouts touch it, so it may be locked.
  ('earnings', 'TOKEN', true, true, true, 1),
  ('platform:revenue', 'TOKEN', false, false, false, 1),
  ('relay:pool', 'TOKEN', false, false, false, 1),
  -- Where tokens come from: minus what was ever issued.
  ('issued:paid', 'TOKEN', false, false, false, 10000),
  ('issued:promo', 'TOKEN', false, false, false, 10000);
GRANT SELECT ON ledger.kind TO busker_app;

CREATE TABLE ledger.account (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind       text NOT NULL,
  -- Nil: the platform. Not null, so that finding an account is one step in an index.
  owner_id   uuid NOT NULL,
  -- The same for the foreign key: somebody who is there, or nobody.
  person_id  uuid GENERATED ALWAYS AS (nullif(owner_id, '00000000-0000-0000-0000-000000000000')) STORED
    REFERENCES public.account (id),
  -- Copies of the kind's, held equal by the key below, so that a CHECK can use them.
  unit       text NOT NULL,
  owned      boolean NOT NULL,
  maintained boolean NOT NULL,
  floored    boolean NOT NULL,
  step       bigint NOT NULL,
  -- Of a maintained account: the sum of its movements and how many there are. Zero in the others.
  balance    bigint NOT NULL DEFAULT 0,
  version    bigint NOT NULL DEFAULT 0 CHECK (version >= 0),
  FOREIGN KEY (kind, unit, owned, maintained, floored, step)
    REFERENCES ledger.kind (kind, unit, owned, maintained, floored, step),
  UNIQUE (owner_id, kind),
  CHECK (owned = (owner_id <> '00000000-0000-0000-0000-000000000000')),
  CONSTRAINT account_floor CHECK (NOT floored OR balance >= 0),
  CHECK (balance % step = 0),
  CHECK (maintained OR (balance = 0 AND version = 0))
) WITH (fillfactor = 70);
CREATE INDEX account_person_id_idx ON ledger.account (person_id) WHERE person_id IS NOT NULL;
GRANT SELECT ON ledger.account TO busker_app;

-- Movements ----------------------------------------------------------------------------------------------------------

-- Value moves from one account to another. A transfer is one such movement or several that stand or fall together; its
-- legs sum to zero because each row is both sides of itself.
CREATE TABLE ledger.move (
  transfer_id  uuid NOT NULL,
  n            smallint NOT NULL CHECK (n > 0),
  -- The database's clock when its accounts were locked: along a maintained account, time and version run alike.
  at           timestamptz(3) NOT NULL,
  kind         text NOT NULL CHECK (kind ~ '^[a-z][a-z-]*$'),
  from_id      bigint NOT NULL,
  to_id        bigint NOT NULL,
  amount       bigint NOT NULL CHECK (amount > 0),
  -- Of a maintained account: its balance afterwards, and which of its movements this is: 1, 2, 3 … without a gap.
  from_version bigint,
  from_balance bigint,
  to_version   bigint,
  to_balance   bigint,
  PRIMARY KEY (transfer_id, n, at),
  CHECK (from_id <> to_id),
  CHECK ((from_version IS NULL) = (from_balance IS NULL)),
  CHECK ((to_version IS NULL) = (to_balance IS NULL))
) PARTITION BY RANGE (at);
-- A statement is read along versions, an appended account is summed over time.
CREATE UNIQUE INDEX move_from_version_idx ON ledger.move (from_id, from_version, at) WHERE from_version IS NOT NULL;
CREATE UNIQUE INDEX move_to_version_idx ON ledger.move (to_id, to_version, at) WHERE to_version IS NOT NULL;
CREATE INDEX move_from_appended_idx ON ledger.move (from_id, at) INCLUDE (amount) WHERE from_version IS NULL;
CREATE INDEX move_to_appended_idx ON ledger.move (to_id, at) INCLUDE (amount) WHERE to_version IS NULL;
GRANT SELECT ON ledger.move TO busker_app;

-- The same as entries: two for each movement, whose amounts sum to zero.
CREATE VIEW ledger.entry AS
  SELECT transfer_id, n, at, kind, from_id AS account_id, to_id AS other_id, -amount AS amount,
    from_version AS version, from_balance AS balance
  FROM ledger.move
  UNION ALL
  SELECT transfer_id, n, at, kind, to_id, from_id, amount, to_version, to_balance FROM ledger.move;
GRANT SELECT ON ledger.entry TO busker_app;

-- Which request made which transfer. Not partitioned: a key is unique over all time.
CREATE TABLE ledger.key (
  -- Whose key it is; nil: the platform's own.
  owner_id     uuid NOT NULL,
  route        text NOT NULL CHECK (length(route) BETWEEN 1 AND 60),
  key          text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
  -- SHA-256 of what was asked: the same key with another request is refused.
  request_hash text NOT NULL CHECK (request_hash ~ '^[0-9a-f]{64}$'),
  -- One transfer a key and one key a transfer: a transfer's id is never used twice.
  transfer_id  uuid NOT NULL UNIQUE,
  at           timestamptz(3) NOT NULL,
  PRIMARY KEY (owner_id, route, key)
);
GRANT SELECT ON ledger.key TO busker_app;

-- What holds for good, whoever writes ----------------------------------------------------------------------------------

CREATE FUNCTION ledger.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The ledger is append-only: % of %.% is refused', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END
$$;

-- Writing a movement is what moves the balances; nothing else does. Floors and steps are CHECKs of the account.
CREATE FUNCTION ledger.apply_move() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  side record;
BEGIN
  SELECT f.maintained AS from_maintained, t.maintained AS to_maintained, NEW.amount % f.step = 0 AND NEW.amount % t.step = 0 AS fits
  INTO side FROM ledger.account f JOIN ledger.account t ON t.unit = f.unit WHERE f.id = NEW.from_id AND t.id = NEW.to_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Value moves between two accounts of one unit' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT side.fits THEN
    RAISE EXCEPTION 'An amount does not fit its accounts' USING ERRCODE = 'check_violation';
  END IF;
  NEW.from_version := NULL;
  NEW.from_balance := NULL;
  NEW.to_version := NULL;
  NEW.to_balance := NULL;
  IF side.from_maintained THEN
    UPDATE ledger.account SET balance = balance - NEW.amount, version = version + 1 WHERE id = NEW.from_id
    RETURNING version, balance INTO NEW.from_version, NEW.from_balance;
  END IF;
  IF side.to_maintained THEN
    UPDATE ledger.account SET balance = balance + NEW.amount, version = version + 1 WHERE id = NEW.to_id
    RETURNING version, balance INTO NEW.to_version, NEW.to_balance;
  END IF;
  RETURN NEW;
END
$$;
-- Of each row, so that every partition has it too.
CREATE TRIGGER moves BEFORE INSERT ON ledger.move FOR EACH ROW EXECUTE FUNCTION ledger.apply_move();
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON ledger.move FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER kept_whole BEFORE TRUNCATE ON ledger.move FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.key
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER kept BEFORE DELETE OR TRUNCATE ON ledger.account
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER moved_by_moves BEFORE UPDATE ON ledger.account
  FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER opened_empty BEFORE INSERT ON ledger.account
  FOR EACH ROW WHEN (NEW.balance <> 0 OR NEW.version <> 0) EXECUTE FUNCTION ledger.refuse_change();
-- ALWAYS: in a replica session too.
ALTER TABLE ledger.move ENABLE ALWAYS TRIGGER moves, ENABLE ALWAYS TRIGGER kept, ENABLE ALWAYS TRIGGER kept_whole;
ALTER TABLE ledger.key ENABLE ALWAYS TRIGGER kept;
ALTER TABLE ledger.account ENABLE ALWAYS TRIGGER kept, ENABLE ALWAYS TRIGGER moved_by_moves,
  ENABLE ALWAYS TRIGGER opened_empty;

-- Months ---------------------------------------------------------------------------------------------------------------

-- Makes the partitions from the month of `since` to `ahead` months from now, where they are missing. Attached, not created
-- in place: attaching stops nobody who posts. @returns how many were made
CREATE FUNCTION ledger.make_partitions(ahead integer, since timestamptz DEFAULT now()) RETURNS integer
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
    EXECUTE format('ALTER TABLE ledger.%I ENABLE ALWAYS TRIGGER kept_whole', name);
    EXECUTE format('ALTER TABLE ledger.move ATTACH PARTITION ledger.%I FOR VALUES FROM (%L) TO (%L)',
      name, month, month + interval '1 month');
    made := made + 1;
  END LOOP;
  RETURN made;
END
$$;
SELECT ledger.make_partitions(3);

-- Opening --------------------------------------------------------------------------------------------------------------

-- The account of an owner (nil: the platform), opened where it is missing.
CREATE FUNCTION ledger.open(owner uuid, of_kind text) RETURNS bigint
LANGUAGE plpgsql SET search_path = ledger, pg_temp AS $$
DECLARE
  found_id bigint;
BEGIN
  LOOP
    SELECT a.id INTO found_id FROM account a WHERE a.owner_id = owner AND a.kind = of_kind;
    IF FOUND THEN RETURN found_id; END IF;
    INSERT INTO account (kind, owner_id, unit, owned, maintained, floored, step)
    SELECT k.kind, owner, k.unit, k.owned, k.maintained, k.floored, k.step FROM kind k WHERE k.kind = of_kind
    ON CONFLICT DO NOTHING;
    IF NOT FOUND AND NOT EXISTS (SELECT FROM kind k WHERE k.kind = of_kind) THEN
      RAISE EXCEPTION 'There is no account of kind %', of_kind USING ERRCODE = 'foreign_key_violation';
    END IF;
  END LOOP;
END
$$;

-- Everybody has a wallet from the moment they are there, however they came.
CREATE FUNCTION ledger.open_wallet() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
BEGIN
  PERFORM open(NEW.id, 'wallet:paid'), open(NEW.id, 'wallet:promo');
  RETURN NULL;
END
$$;
CREATE TRIGGER account_gets_wallet AFTER INSERT ON public.account FOR EACH ROW EXECUTE FUNCTION ledger.open_wallet();
SELECT ledger.open(id, 'wallet:paid'), ledger.open(id, 'wallet:promo') FROM public.account;
SELECT ledger.open('00000000-0000-0000-0000-000000000000', kind) FROM ledger.kind WHERE NOT owned;

-- Posting --------------------------------------------------------------------------------------------------------------

-- Takes the wallets of these people for the rest of the transaction, in one order everywhere. Where `wait` is false, only
-- those that nobody else has. @returns whose were taken
CREATE FUNCTION ledger.take_wallets(owners uuid[], wait boolean) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
BEGIN
  IF wait THEN
    RETURN QUERY WITH taken AS (
      SELECT a.owner_id FROM account a
      WHERE a.owner_id = ANY (owners) AND a.kind IN ('wallet:paid', 'wallet:promo') ORDER BY a.id FOR NO KEY UPDATE
    ) SELECT t.owner_id FROM taken t GROUP BY 1 HAVING count(*) = 2;
  ELSE
    RETURN QUERY WITH taken AS (
      SELECT a.owner_id FROM account a
      WHERE a.owner_id = ANY (owners) AND a.kind IN ('wallet:paid', 'wallet:promo') ORDER BY a.id
      FOR NO KEY UPDATE SKIP LOCKED
    ) SELECT t.owner_id FROM taken t GROUP BY 1 HAVING count(*) = 2;
  END IF;
END
$$;

-- What one movement of a transfer comes to: from which account how much goes where; out of a wallet, how much of it had
-- been given.
CREATE TYPE ledger.leg AS (from_id bigint, to_kind text, to_owner uuid, amount bigint, promo bigint);

-- "wallet" as a source: what was given first, then what was bought.
CREATE FUNCTION ledger.kinds_of(kind text) RETURNS text[] LANGUAGE sql IMMUTABLE
RETURN CASE kind WHEN 'wallet' THEN ARRAY['wallet:promo', 'wallet:paid'] ELSE ARRAY[kind] END;

-- Plans the movements of a transfer, whose accounts are locked. @returns null where an account would fall below its floor:
-- nothing was written. What flows in by the same transfer cannot flow out again by it.
CREATE FUNCTION ledger.plan(moves jsonb) RETURNS ledger.leg[] LANGUAGE plpgsql AS $$
DECLARE
  m jsonb;
  of_kind text;
  source ledger.account%ROWTYPE;
  rest bigint;
  part bigint;
  legs ledger.leg[] := '{}';
BEGIN
  FOR i IN 0 .. jsonb_array_length(moves) - 1 LOOP
    m := moves -> i;
    rest := (m ->> 'amount')::bigint;
    IF (rest > 0) IS NOT TRUE THEN
      RAISE EXCEPTION 'An amount is above zero' USING ERRCODE = 'check_violation';
    END IF;
    FOREACH of_kind IN ARRAY ledger.kinds_of(m ->> 'from') LOOP
      SELECT * INTO source FROM ledger.account a WHERE a.owner_id = (m ->> 'fromOwner')::uuid AND a.kind = of_kind;
      IF NOT FOUND THEN
        -- Nothing can be in it; one without a floor gives what it is asked for all the same.
        CONTINUE WHEN (SELECT k.floored FROM ledger.kind k WHERE k.kind = of_kind);
        SELECT * INTO source FROM ledger.account a WHERE a.id = ledger.open((m ->> 'fromOwner')::uuid, of_kind);
      END IF;
      part := rest;
      IF source.floored THEN
        IF legs <> '{}' THEN
          source.balance := source.balance - (SELECT coalesce(sum(l.amount), 0) FROM unnest(legs) AS l WHERE l.from_id = source.id);
        END IF;
        part := least(rest, source.balance);
      END IF;
      IF part > 0 THEN
        legs := legs || ROW(source.id, m ->> 'to', m ->> 'toOwner', part,
          CASE WHEN m ->> 'from' = 'wallet' THEN CASE of_kind WHEN 'wallet:promo' THEN part ELSE 0 END END)::ledger.leg;
        rest := rest - part;
      END IF;
      EXIT WHEN rest = 0;
    END LOOP;
    IF rest > 0 THEN RETURN NULL; END IF;
  END LOOP;
  IF legs = '{}' THEN
    RAISE EXCEPTION 'A transfer moves something' USING ERRCODE = 'check_violation';
  END IF;
  RETURN legs;
END
$$;

-- Posts transfers in their order, each by itself: one that is refused harms no other and leaves no trace. One of them:
--   {"n": 1, "id": uuid, "kind": "tip", "owner": uuid, "route": "…", "key": "…", "hash": sha-256 in hexadecimal, "moves":
--    [{"from": "wallet", "fromOwner": uuid, "to": "unsettled", "toOwner": uuid, "amount": 500000}]}
-- Outcomes:
--   posted        moved; `promo` of it had been given
--   replayed      this key posted the same before: `transfer_id` and `at` are of that time
--   key_reused    this key posted something else before
--   insufficient  an account would fall below its floor
-- `available` is what the owner can spend afterwards. Two calls that share balances come one after the other.
CREATE FUNCTION ledger.post(orders jsonb)
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
    WHERE k.owner_id = (o ->> 'owner')::uuid AND k.route = o ->> 'route' AND k.key = o ->> 'key';
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
      VALUES ((o ->> 'owner')::uuid, o ->> 'route', o ->> 'key', o ->> 'hash', (o ->> 'id')::uuid, moment);
    END IF;
    SELECT sum(a.balance) INTO available FROM account a
    WHERE a.owner_id = (o ->> 'owner')::uuid AND a.kind = ANY (kinds_of('wallet'));
    RETURN NEXT;
  END LOOP;
END
$$;

-- Nobody calls what they were not given.
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ledger FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.post(jsonb), ledger.take_wallets(uuid[], boolean),
  ledger.make_partitions(integer, timestamptz) TO busker_app;
