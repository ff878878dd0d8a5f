-- Handles that were given up, by a new name or by erasure. For 90 days nobody else may take them: links, mentions and habits
-- still mean the person who had them, and whoever took one at once could speak as that person.

CREATE TABLE released_handle (
  -- SHA-256 in hexadecimal of the handle, which is what is looked for.
  hash        text PRIMARY KEY CHECK (hash ~ '^[0-9a-f]{64}$'),
  -- Whose it was, who may take it back, and how it was written. Of the erased neither is kept: a row that named them, or
  -- their handle, would undo the erasure for as long as it stands.
  user_id     uuid REFERENCES account (id),
  handle      text,
  -- Of the erased the day after, without the hour: the hour would say which of the erased accounts it was.
  released_at timestamptz(3) NOT NULL,
  CHECK ((user_id IS NULL) = (handle IS NULL)),
  CHECK (hash = encode(sha256(convert_to(handle, 'UTF8')), 'hex'))
);
-- "How many has this person given up?" and erasure.
CREATE INDEX released_handle_user_id_idx ON released_handle (user_id) WHERE user_id IS NOT NULL;
-- What is over is deleted.
CREATE INDEX released_handle_released_at_idx ON released_handle (released_at);
GRANT SELECT, INSERT, UPDATE (user_id, handle, released_at), DELETE ON released_handle TO busker_app;
