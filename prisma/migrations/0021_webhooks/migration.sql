-- Webhooks out: where performers want to be told of their shows and tips, what there was to tell, and how each telling went.

CREATE TABLE webhook_endpoint (
  id                uuid PRIMARY KEY,
  performer_id      uuid NOT NULL REFERENCES account (id),
  -- Where it leads is judged whenever something is sent there, not here.
  url               text NOT NULL CHECK (length(url) BETWEEN 10 AND 500 AND url ~ '^https?://'),
  description       text NOT NULL CHECK (length(description) <= 120),
  events            text[] NOT NULL CHECK (
    cardinality(events) BETWEEN 1 AND 4 AND events <@ ARRAY['stream.started', 'stream.ended', 'stream.viewers', 'tip.received']
  ),
  created_at        timestamptz(3) NOT NULL,
  -- AES-256-GCM, bound to the id: nonce (12 bytes), tag (16), secret (32). It signs, so it cannot be kept as a hash.
  sealed_secret     bytea NOT NULL CHECK (octet_length(sealed_secret) = 60),
  secret_made_at    timestamptz(3) NOT NULL,
  -- The one before signs beside it until then.
  old_sealed_secret bytea CHECK (octet_length(old_sealed_secret) = 60),
  old_secret_until  timestamptz(3),
  paused_at         timestamptz(3),
  paused_because    text CHECK (paused_because IN ('owner', 'failing', 'gone')),
  -- Since when nothing was taken; null: the last attempt was.
  failing_since     timestamptz(3),
  CHECK ((old_sealed_secret IS NULL) = (old_secret_until IS NULL)),
  CHECK ((paused_at IS NULL) = (paused_because IS NULL))
);
CREATE INDEX webhook_endpoint_performer_id_idx ON webhook_endpoint (performer_id, id);
GRANT SELECT, INSERT, DELETE, UPDATE (
  url, description, events, sealed_secret, secret_made_at, old_sealed_secret, old_secret_until, paused_at, paused_because,
  failing_since
) ON webhook_endpoint TO busker_app;

-- What there is to tell, once for all endpoints of a performer. Its id is what receivers drop doubles by.
CREATE TABLE webhook_message (
  id           uuid PRIMARY KEY,
  -- The event of the outbox that it tells of, which may be delivered more than once; null: a ping, or a count that was sampled.
  event_id     bigint UNIQUE,
  performer_id uuid NOT NULL REFERENCES account (id),
  type         text NOT NULL CHECK (type IN ('stream.started', 'stream.ended', 'stream.viewers', 'tip.received', 'ping')),
  -- As it is sent, byte for byte, so that a signature can be checked against it.
  body         text NOT NULL CHECK (length(body) BETWEEN 2 AND 16000),
  at           timestamptz(3) NOT NULL,
  -- Whose name or words are in it, an anonymous giver's too, so that erasing them finds it.
  subject_id   uuid REFERENCES account (id)
);
CREATE INDEX webhook_message_performer_id_idx ON webhook_message (performer_id, id);
CREATE INDEX webhook_message_subject_id_idx ON webhook_message (subject_id) WHERE subject_id IS NOT NULL;
CREATE INDEX webhook_message_at_idx ON webhook_message (at);
-- Names and words are taken out of it; nothing else changes.
GRANT SELECT, INSERT, DELETE, UPDATE (body, subject_id) ON webhook_message TO busker_app;

-- One message on its way to one endpoint.
CREATE TABLE webhook_delivery (
  id              uuid PRIMARY KEY,
  message_id      uuid NOT NULL REFERENCES webhook_message (id) ON DELETE CASCADE,
  endpoint_id     uuid NOT NULL REFERENCES webhook_endpoint (id) ON DELETE CASCADE,
  state           text NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
  -- Why it was not even tried, or was given up.
  problem         text CHECK (problem IN ('forbidden', 'unknown', 'timeout', 'tls', 'connection', 'redirect', 'refused', 'gone',
    'paused', 'not_performing', 'backlog', 'lost')),
  -- Of all time. Whoever tries takes the next number; what comes of it counts only while it is still the newest.
  attempts        integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  -- Since it was queued, or asked for again.
  tries           integer NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 100),
  -- While it is being tried: when it is taken from a process that died.
  next_attempt_at timestamptz(3),
  lease_until     timestamptz(3),
  created_at      timestamptz(3) NOT NULL,
  settled_at      timestamptz(3),
  -- An event that is delivered again queues nothing twice.
  UNIQUE (message_id, endpoint_id),
  CHECK ((state = 'waiting') = (next_attempt_at IS NOT NULL)),
  CHECK ((state = 'waiting') = (settled_at IS NULL)),
  CHECK (lease_until IS NULL OR state = 'waiting'),
  CHECK (problem IS NULL OR state = 'failed')
);
-- What is due, endpoint by endpoint; what is under way there; the log; what is old.
CREATE INDEX webhook_delivery_waiting_idx ON webhook_delivery (endpoint_id, next_attempt_at, id) WHERE state = 'waiting';
CREATE INDEX webhook_delivery_leased_idx ON webhook_delivery (endpoint_id) WHERE lease_until IS NOT NULL;
CREATE INDEX webhook_delivery_log_idx ON webhook_delivery (endpoint_id, id DESC);
CREATE INDEX webhook_delivery_created_at_idx ON webhook_delivery (created_at);
GRANT SELECT, INSERT, DELETE, UPDATE (state, problem, attempts, tries, next_attempt_at, lease_until, settled_at)
  ON webhook_delivery TO busker_app;

-- One try and what came of it. A number that is missing is of a process that died.
CREATE TABLE webhook_attempt (
  delivery_id uuid NOT NULL REFERENCES webhook_delivery (id) ON DELETE CASCADE,
  n           integer NOT NULL CHECK (n >= 1),
  at          timestamptz(3) NOT NULL,
  took_ms     integer NOT NULL CHECK (took_ms >= 0),
  -- Null: there was no answer.
  status      integer CHECK (status BETWEEN 100 AND 999),
  problem     text CHECK (problem IN ('forbidden', 'unknown', 'timeout', 'tls', 'connection', 'redirect', 'refused', 'gone')),
  detail      text NOT NULL CHECK (length(detail) <= 60),
  -- How the answer begins; it is shown to the performer alone.
  answer      text NOT NULL CHECK (length(answer) <= 1024),
  signature   text NOT NULL CHECK (length(signature) <= 200),
  PRIMARY KEY (delivery_id, n),
  CHECK (status IS NOT NULL OR problem IS NOT NULL)
);
GRANT SELECT, INSERT ON webhook_attempt TO busker_app;

-- How many watched when that was last told, so that it is told once a minute at most and only when it changed.
CREATE TABLE webhook_sample (
  stream_id uuid PRIMARY KEY REFERENCES stream (id),
  viewers   integer NOT NULL CHECK (viewers >= 0),
  at        timestamptz(3) NOT NULL
);
CREATE INDEX webhook_sample_at_idx ON webhook_sample (at);
GRANT SELECT, INSERT, DELETE, UPDATE (viewers, at) ON webhook_sample TO busker_app;
