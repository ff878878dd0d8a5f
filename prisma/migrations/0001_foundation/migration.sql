-- Accounts, sign-ins, streams, rooms and the outbox.
-- Runs as the owner. The application connects as busker_app and is granted, table by table and where it matters column by
-- column, what it does today and nothing else: no DDL, no TRUNCATE, no DELETE but of delivered events.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'busker_app') THEN
    RAISE EXCEPTION 'The role busker_app does not exist; create it first: CREATE ROLE busker_app LOGIN PASSWORD ''…''';
  END IF;
  -- Every role may by default make temporary tables in a database; the application has no use for them.
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO busker_app', current_database());
END
$$;

-- Before Postgres 15 everybody could create in public; a database upgraded from there still allows it.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO busker_app;

-- Accounts -----------------------------------------------------------------------------------------------------------

CREATE TABLE account (
  id            uuid PRIMARY KEY,
  -- Stored in lower case, so that a plain unique index makes Ann@x and ann@x the same person and every query can use it.
  email         text NOT NULL UNIQUE CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 254),
  display_name  text NOT NULL CHECK (length(display_name) BETWEEN 1 AND 60),
  -- A PHC string of argon2id; anything else here would be a password stored by mistake.
  password_hash text NOT NULL CHECK (password_hash LIKE '$argon2id$%'),
  -- A closed list: a misspelt role would silently grant nothing, or worse be granted later.
  roles         text[] NOT NULL CHECK (
    cardinality(roles) > 0
    AND roles <@ ARRAY['viewer', 'performer', 'supporter', 'moderator', 'admin']
    AND array_position(roles, NULL) IS NULL
  ),
  created_at    timestamptz(3) NOT NULL,
  disabled_at   timestamptz(3)
);
-- Accounts are only read today; registering brings INSERT with its own issue. The demo accounts are the owner's.
GRANT SELECT ON account TO busker_app;

CREATE TABLE sign_in (
  id             uuid PRIMARY KEY,
  user_id        uuid NOT NULL REFERENCES account (id),
  created_at     timestamptz(3) NOT NULL,
  last_used_at   timestamptz(3) NOT NULL,
  expires_at     timestamptz(3) NOT NULL,
  revoked_at     timestamptz(3),
  revoked_reason text CHECK (revoked_reason IN ('signed_out', 'reused', 'disabled')),
  -- Somebody must be able to say why a person was signed out.
  CHECK ((revoked_at IS NULL) = (revoked_reason IS NULL)),
  CHECK (expires_at > created_at)
);
-- "End everything of this person" and the foreign key both look by user.
CREATE INDEX sign_in_user_id_idx ON sign_in (user_id);
-- Whose sign-in it is and when it began never change.
GRANT SELECT, INSERT, UPDATE (last_used_at, expires_at, revoked_at, revoked_reason) ON sign_in TO busker_app;

CREATE TABLE refresh_token (
  -- SHA-256 in hexadecimal: a copy of this table lets nobody in, and a token stored in clear does not fit.
  hash        text PRIMARY KEY CHECK (hash ~ '^[0-9a-f]{64}$'),
  sign_in_id  uuid NOT NULL REFERENCES sign_in (id),
  -- The token it was traded for; the first of a sign-in has none.
  parent_hash text REFERENCES refresh_token (hash),
  issued_at   timestamptz(3) NOT NULL,
  used_at     timestamptz(3),
  CHECK (used_at >= issued_at)
);
CREATE INDEX refresh_token_sign_in_id_idx ON refresh_token (sign_in_id);
CREATE INDEX refresh_token_parent_hash_idx ON refresh_token (parent_hash);
-- A used token stays, used: it is how a stolen one is recognised. So no DELETE, and only the mark may change.
GRANT SELECT, INSERT, UPDATE (used_at) ON refresh_token TO busker_app;

-- Streams and rooms --------------------------------------------------------------------------------------------------

CREATE TABLE stream (
  id           uuid PRIMARY KEY,
  performer_id uuid NOT NULL REFERENCES account (id),
  title        text NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
  session_type text NOT NULL CHECK (session_type IN ('broadcast_public', 'broadcast_private')),
  price_tokens integer CHECK (price_tokens BETWEEN 1 AND 1000000),
  adult        boolean NOT NULL,
  tags         text[] NOT NULL CHECK (cardinality(tags) <= 8 AND array_position(tags, NULL) IS NULL),
  state        text NOT NULL CHECK (state IN ('READY', 'TESTING', 'LIVE', 'OFFLINE', 'STALE', 'ARCHIVED')),
  created_at   timestamptz(3) NOT NULL,
  live_since   timestamptz(3),
  ended_at     timestamptz(3),
  -- A private show without a price would let everybody in; a public one with a price would charge nobody.
  CHECK ((session_type = 'broadcast_private') = (price_tokens IS NOT NULL)),
  -- "Live for how long" is shown, billed and expired by; it must never be unknown. (Each CHECK is on one condition.)
  CHECK (state <> 'LIVE' OR live_since IS NOT NULL),
  CHECK (state <> 'LIVE' OR ended_at IS NULL),
  CHECK (state <> 'OFFLINE' OR ended_at IS NOT NULL),
  CHECK (ended_at >= live_since)
);
CREATE INDEX stream_performer_id_idx ON stream (performer_id);
-- The front page and the job that ends silent streams read the live ones only.
CREATE INDEX stream_live_idx ON stream (live_since) WHERE state = 'LIVE';
-- What was announced stays as announced until editing comes; the life cycle moves.
GRANT SELECT, INSERT, UPDATE (state, live_since, ended_at) ON stream TO busker_app;

CREATE TABLE room (
  stream_id     uuid PRIMARY KEY REFERENCES stream (id),
  -- The media node that holds the room's media; null while nothing was ever published.
  origin_node   text CHECK (length(origin_node) BETWEEN 1 AND 64),
  -- Placement is compare-and-set on this number: it grows with every rebuild, and what carries an older one is refused.
  origin_epoch  integer NOT NULL DEFAULT 0 CHECK (origin_epoch >= 0),
  media_seen_at timestamptz(3),
  -- A node without an epoch could not be told from the one before it.
  CHECK (origin_node IS NULL OR origin_epoch > 0)
);
-- "Which rooms did this node hold?" is asked when it is lost.
CREATE INDEX room_origin_node_idx ON room (origin_node) WHERE origin_node IS NOT NULL;
GRANT SELECT, INSERT, UPDATE (origin_node, origin_epoch, media_seen_at) ON room TO busker_app;

-- Outbox -------------------------------------------------------------------------------------------------------------

CREATE TABLE outbox_event (
  -- Order within a key. Identity, so that inserting needs no right on a sequence.
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key        text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
  name       text NOT NULL CHECK (name ~ '^[a-z][a-z-]*\.[a-z][a-z-]*$'),
  body       jsonb NOT NULL CHECK (jsonb_typeof(body) = 'object'),
  created_at timestamptz(3) NOT NULL
);
-- What was delivered is deleted by age.
CREATE INDEX outbox_event_created_at_idx ON outbox_event (created_at);
-- An event says what happened: it may be forgotten but never reworded.
GRANT SELECT, INSERT, DELETE ON outbox_event TO busker_app;

CREATE TABLE outbox_delivery (
  event_id        bigint NOT NULL REFERENCES outbox_event (id) ON DELETE CASCADE,
  reaction        text NOT NULL CHECK (length(reaction) BETWEEN 1 AND 100),
  -- Copied from the event, so that the relay finds the head of a lane in one index.
  key             text NOT NULL,
  state           text NOT NULL CHECK (state IN ('PENDING', 'DONE', 'GIVEN_UP')),
  attempts        integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  next_attempt_at timestamptz(3) NOT NULL,
  last_error      text CHECK (length(last_error) <= 2000),
  PRIMARY KEY (event_id, reaction),
  -- Giving up is never silent: the reason stays in the row.
  CHECK (state <> 'GIVEN_UP' OR last_error IS NOT NULL)
);
-- The head of each lane (key, reaction) and what is due; done rows, nearly all of them, are not in these.
CREATE INDEX outbox_delivery_lane_idx ON outbox_delivery (key, reaction, event_id) WHERE state = 'PENDING';
CREATE INDEX outbox_delivery_due_idx ON outbox_delivery (next_attempt_at) WHERE state = 'PENDING';
GRANT SELECT, INSERT, UPDATE (state, attempts, next_attempt_at, last_error) ON outbox_delivery TO busker_app;
