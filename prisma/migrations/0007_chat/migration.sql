-- Chat: lines as they were said, what became of them, what is pinned, who said something last.

CREATE TABLE chat_line (
  id            uuid PRIMARY KEY,
  -- Order in the room. Ids carry the clock of the process that made them, and a millisecond holds several lines.
  number        bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  room_id       uuid NOT NULL REFERENCES stream (id),
  -- Whose channel it was said in: a person's lines are looked for by channel, whichever of its rooms they stand in.
  performer_id  uuid NOT NULL REFERENCES account (id),
  -- The author as they were then; a new name does not rewrite what was said.
  author_id     uuid NOT NULL REFERENCES account (id),
  author_name   text NOT NULL CHECK (length(author_name) BETWEEN 1 AND 60),
  author_handle text NOT NULL CHECK (length(author_handle) BETWEEN 1 AND 60),
  author_badge  text CHECK (author_badge IN ('performer', 'moderator', 'staff')),
  -- Chosen by the client: see chat_line_key_idx.
  key           uuid NOT NULL,
  text          text NOT NULL CHECK (length(text) BETWEEN 1 AND 500),
  reply_to_id   uuid REFERENCES chat_line (id) ON DELETE SET NULL,
  -- Whom it names, as they were called then: [{"id", "handle"}].
  mentions      jsonb NOT NULL CHECK (jsonb_typeof(mentions) = 'array' AND jsonb_array_length(mentions) <= 10),
  -- Why it was held; empty where it was shown at once.
  reasons       text[] NOT NULL CHECK (array_position(reasons, NULL) IS NULL),
  state         text NOT NULL CHECK (state IN ('shown', 'held', 'gone')),
  created_at    timestamptz(3) NOT NULL,
  -- When the room was told of the state it is in; null: not yet. What is committed is told, if need be late.
  told_at       timestamptz(3),
  -- Of a held line: what was decided, by whom. Nobody: it waited too long.
  verdict       text CHECK (verdict IN ('release', 'remove')),
  judged_by_id  uuid REFERENCES account (id),
  judged_at     timestamptz(3),
  gone_why      text CHECK (gone_why IN ('author', 'moderator', 'timeout', 'ban', 'verdict', 'expired', 'erased')),
  gone_by_id    uuid REFERENCES account (id),
  gone_at       timestamptz(3),
  -- Only what a moderator must look at is held, and the reason is why.
  CHECK (state <> 'held' OR cardinality(reasons) > 0),
  CHECK (state <> 'held' OR verdict IS NULL),
  CHECK (state <> 'shown' OR cardinality(reasons) = 0 OR verdict IS NOT DISTINCT FROM 'release'),
  CHECK ((verdict IS NULL) = (judged_at IS NULL)),
  CHECK (judged_by_id IS NULL OR judged_at IS NOT NULL),
  -- Somebody must be able to say why a line is not there any more.
  CHECK ((state = 'gone') = (gone_why IS NOT NULL)),
  CHECK ((state = 'gone') = (gone_at IS NOT NULL))
);
-- The same key again is the same line, however often and over how many sockets and processes it is sent.
CREATE UNIQUE INDEX chat_line_key_idx ON chat_line (room_id, author_id, key);
-- The newest of a room, and those before one.
CREATE INDEX chat_line_shown_idx ON chat_line (room_id, number DESC) WHERE state = 'shown';
CREATE INDEX chat_line_held_idx ON chat_line (room_id, number) WHERE state = 'held';
-- What a person said lately in a channel; everything a person said.
CREATE INDEX chat_line_author_id_idx ON chat_line (author_id, performer_id, created_at);
-- What a job must tell yet: next to nothing.
CREATE INDEX chat_line_untold_idx ON chat_line (number) WHERE told_at IS NULL;
-- What is old is deleted by age; lines arrive in order of time, so a few blocks' worth of index is enough.
CREATE INDEX chat_line_created_at_idx ON chat_line USING brin (created_at);
-- Deleting a line looks for its replies.
CREATE INDEX chat_line_reply_to_id_idx ON chat_line (reply_to_id) WHERE reply_to_id IS NOT NULL;
-- Whom lines name, for erasing a person.
CREATE INDEX chat_line_mentions_idx ON chat_line USING gin (mentions jsonb_path_ops) WHERE mentions <> '[]';
-- What was said where, when and by whom stays; what becomes of it moves; names, words and mentions only go with a person
-- who is erased. DELETE is retention's.
GRANT SELECT, INSERT, UPDATE (
  state, told_at, verdict, judged_by_id, judged_at, gone_why, gone_by_id, gone_at, author_name, author_handle, text, mentions
), DELETE ON chat_line TO busker_app;

CREATE TABLE chat_pin (
  -- One pinned line a room.
  room_id uuid PRIMARY KEY REFERENCES stream (id),
  line_id uuid NOT NULL REFERENCES chat_line (id) ON DELETE CASCADE,
  by_id   uuid NOT NULL REFERENCES account (id),
  at      timestamptz(3) NOT NULL
);
CREATE INDEX chat_pin_line_id_idx ON chat_pin (line_id);
GRANT SELECT, INSERT, UPDATE (line_id, by_id, at), DELETE ON chat_pin TO busker_app;

-- When a person last said something where slow mode holds: one row a person and room, taken by one statement, so that the
-- pause is exact however many sockets and processes they speak through, and with Redis away.
CREATE TABLE chat_pace (
  room_id   uuid NOT NULL REFERENCES stream (id),
  author_id uuid NOT NULL REFERENCES account (id),
  -- The line that took the turn; the same line again is not a second one.
  key       uuid NOT NULL,
  last_at   timestamptz(3) NOT NULL,
  PRIMARY KEY (room_id, author_id)
);
CREATE INDEX chat_pace_author_id_idx ON chat_pace (author_id);
-- Worth nothing after the longest pause.
CREATE INDEX chat_pace_last_at_idx ON chat_pace (last_at);
GRANT SELECT, INSERT, UPDATE (key, last_at), DELETE ON chat_pace TO busker_app;
