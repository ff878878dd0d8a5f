-- What encoders send with: one key a stream, which may send into its room and nothing else. Known by its hash only.

CREATE TABLE ingest_key (
  id         uuid PRIMARY KEY,
  stream_id  uuid NOT NULL REFERENCES stream (id),
  -- SHA-256 in hexadecimal of the whole key.
  hash       text NOT NULL UNIQUE CHECK (hash ~ '^[0-9a-f]{64}$'),
  -- How the key begins and ends, so that its owner knows which one an encoder has.
  hint       text NOT NULL CHECK (char_length(hint) BETWEEN 1 AND 32),
  made_at    timestamptz(3) NOT NULL,
  -- A key is never given back: who wants one again makes a new one.
  revoked_at timestamptz(3) CHECK (revoked_at >= made_at),
  -- When something was last sent with it; to the minute or so, nobody writes at every packet.
  used_at    timestamptz(3) CHECK (used_at >= made_at)
);
-- A second key for a stream would be a second door to it that its owner does not see.
CREATE UNIQUE INDEX ingest_key_one_a_stream ON ingest_key (stream_id) WHERE revoked_at IS NULL;
CREATE INDEX ingest_key_stream_id_idx ON ingest_key (stream_id);
GRANT SELECT, INSERT, UPDATE (revoked_at, used_at) ON ingest_key TO busker_app;
