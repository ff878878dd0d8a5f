-- Prices and shares as data. A version is never changed: what was sold or earned under it stays what it was.

CREATE TABLE price_policy (
  version              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Which preset it was taken from; null: an operator's own.
  preset               text CHECK (preset IN ('creator-first', 'platform-fee')),
  -- [{"id": "pack-100", "tokens": 100, "bonusTokens": 0, "priceMicroUsd": 9990000}], cheapest first.
  packs                jsonb NOT NULL CHECK (jsonb_typeof(packs) = 'array' AND jsonb_array_length(packs) BETWEEN 1 AND 20),
  -- What a performer is paid for an earned token, in millionths of a dollar.
  payout_micro_usd     bigint NOT NULL CHECK (payout_micro_usd BETWEEN 1 AND 1000000),
  -- The database's clock, as tips have it: whatever was bought under a version was given after it was made.
  made_at              timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  -- Null: the start of a deployment.
  by_id                uuid REFERENCES account (id),
  reason               text CHECK (length(reason) BETWEEN 1 AND 500),
  CHECK ((by_id IS NULL) = (reason IS NULL))
);
CREATE INDEX price_policy_by_id_idx ON price_policy (by_id) WHERE by_id IS NOT NULL;
GRANT SELECT, INSERT (preset, packs, payout_micro_usd, by_id, reason) ON price_policy TO busker_app;

-- No list by which tokens pay out more than they cost, and none that raises what an earned token pays, whoever writes it. The
-- application judges first, in words for the person; this is for what it forgets.
CREATE FUNCTION keep_prices_sound() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  -- Two lists are judged one after the other.
  PERFORM pg_advisory_xact_lock(hashtextextended('price policy', 0));
  IF EXISTS (
    SELECT FROM jsonb_to_recordset(NEW.packs) AS p (id text, tokens integer, "bonusTokens" integer, "priceMicroUsd" bigint)
    WHERE (
      p.id ~ '^[a-z0-9-]{1,40}$' AND p.tokens BETWEEN 1 AND 1000000 AND p."bonusTokens" BETWEEN 0 AND 1000000
      AND (p.tokens + p."bonusTokens") * NEW.payout_micro_usd <= p."priceMicroUsd"
    ) IS NOT TRUE
  ) THEN
    RAISE EXCEPTION 'A pack would pay out more than it costs' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.payout_micro_usd > (SELECT min(p.payout_micro_usd) FROM price_policy p) THEN
    RAISE EXCEPTION 'Tokens that are sold already would gain value' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER sound BEFORE INSERT ON price_policy FOR EACH ROW EXECUTE FUNCTION keep_prices_sound();

-- Who gets what of a token that was spent, in basis points.
CREATE TABLE split (
  name        text NOT NULL CHECK (name ~ '^[a-z][a-z0-9-]{1,39}$'),
  version     integer NOT NULL CHECK (version > 0),
  creator_bp  integer NOT NULL CHECK (creator_bp BETWEEN 0 AND 10000),
  platform_bp integer NOT NULL CHECK (platform_bp BETWEEN 0 AND 10000),
  -- To supporters who relay.
  pool_bp     integer NOT NULL CHECK (pool_bp BETWEEN 0 AND 10000),
  -- Who pays the supporters' rebate at the end of a period (docs/decisions/0019-policies.md).
  rebate_from text CHECK (rebate_from IN ('platform', 'creator')),
  PRIMARY KEY (name, version),
  CHECK (creator_bp + platform_bp + pool_bp = 10000)
);
INSERT INTO split (name, version, creator_bp, platform_bp, pool_bp, rebate_from) VALUES
  ('creator-first', 1, 10000, 0, 0, NULL),
  ('platform-fee', 1, 7000, 3000, 0, NULL),
  ('p2p-share', 1, 6800, 1500, 1700, 'platform'),
  ('p2p-share-literal', 1, 6800, 1500, 1700, 'creator'),
  ('p2p-creator-85', 1, 8500, 750, 750, NULL);
GRANT SELECT ON split TO busker_app;

-- The split a performer chose for a stream; null: the deployment's.
ALTER TABLE stream ADD COLUMN split_name text CHECK (split_name ~ '^[a-z][a-z0-9-]{1,39}$');

-- One stretch of being live, with what held then. LIVE again opens a new one.
CREATE TABLE stream_session (
  id            uuid PRIMARY KEY,
  stream_id     uuid NOT NULL REFERENCES stream (id),
  performer_id  uuid NOT NULL REFERENCES account (id),
  started_at    timestamptz(3) NOT NULL,
  ended_at      timestamptz(3) CHECK (ended_at >= started_at),
  split_name    text NOT NULL,
  split_version integer NOT NULL,
  FOREIGN KEY (split_name, split_version) REFERENCES split (name, version)
);
-- A stream is live once at a time.
CREATE UNIQUE INDEX stream_session_open_idx ON stream_session (stream_id) WHERE ended_at IS NULL;
CREATE INDEX stream_session_stream_id_idx ON stream_session (stream_id, started_at);
CREATE INDEX stream_session_performer_id_idx ON stream_session (performer_id, started_at);
CREATE INDEX stream_session_split_idx ON stream_session (split_name, split_version);
GRANT SELECT, INSERT, UPDATE (ended_at) ON stream_session TO busker_app;
-- What is live while this runs goes on under the first preset.
INSERT INTO stream_session (id, stream_id, performer_id, started_at, split_name, split_version)
SELECT gen_random_uuid(), id, performer_id, live_since, 'creator-first', 1 FROM stream WHERE state = 'LIVE';
