-- What people are told while they are elsewhere on the site, and which of it they want.

CREATE TABLE notification (
  -- UUIDv7: sorts by time, so the list is read in its order.
  id         uuid PRIMARY KEY,
  user_id    uuid NOT NULL REFERENCES account (id),
  kind       text NOT NULL CHECK (kind IN ('followed_live', 'new_follower', 'account')),
  -- What it is about. The same thing is told to a person once, however often what tells it runs.
  about      text NOT NULL CHECK (length(about) BETWEEN 1 AND 120),
  -- Whom it names, so that erasing them finds it.
  subject_id uuid REFERENCES account (id),
  title      text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  text       text NOT NULL CHECK (length(text) <= 500),
  -- A path of this site and never another site's: `//host` and `/\host` lead away.
  link       text CHECK (length(link) <= 300 AND link ~ '^/($|[^/\\])'),
  created_at timestamptz(3) NOT NULL,
  read_at    timestamptz(3),
  -- How many followers one line stands for, and the last event that was counted in it, so that none is counted twice.
  followers  integer CHECK (followers > 0),
  last_event bigint,
  CHECK ((kind = 'new_follower') = (followers IS NOT NULL)),
  CHECK ((followers IS NULL) = (last_event IS NULL))
);
CREATE UNIQUE INDEX notification_once_idx ON notification (about, user_id);
CREATE INDEX notification_list_idx ON notification (user_id, id DESC);
CREATE INDEX notification_unread_idx ON notification (user_id) WHERE read_at IS NULL;
CREATE INDEX notification_subject_id_idx ON notification (subject_id) WHERE subject_id IS NOT NULL;
-- Forgotten by age.
CREATE INDEX notification_created_at_idx ON notification (created_at);
-- Who is told what never changes; a line about followers grows while it is unread.
GRANT SELECT, INSERT, UPDATE (title, link, subject_id, read_at, followers, last_event), DELETE ON notification TO busker_app;

CREATE TABLE notification_settings (
  user_id       uuid PRIMARY KEY REFERENCES account (id),
  followed_live boolean NOT NULL,
  new_follower  boolean NOT NULL
);
GRANT SELECT, INSERT, UPDATE (followed_live, new_follower), DELETE ON notification_settings TO busker_app;

-- A show of which all followers are being told, a page of them at a time: how far that is outlives the process that does it.
CREATE TABLE notification_round (
  -- The event that opened it: an event that is delivered again opens no second one.
  event_id     bigint PRIMARY KEY,
  stream_id    uuid NOT NULL REFERENCES stream (id),
  performer_id uuid NOT NULL REFERENCES account (id),
  opened_at    timestamptz(3) NOT NULL,
  -- Followers up to this one have their line, and those up to `told` were told of it.
  reached      uuid,
  told         uuid,
  -- The round that waited longest is worked on first: a large one does not hold up the others.
  worked_at    timestamptz(3) NOT NULL,
  done_at      timestamptz(3)
);
CREATE INDEX notification_round_open_idx ON notification_round (worked_at) WHERE done_at IS NULL;
CREATE INDEX notification_round_stream_id_idx ON notification_round (stream_id, opened_at);
CREATE INDEX notification_round_opened_at_idx ON notification_round (opened_at);
GRANT SELECT, INSERT, UPDATE (reached, told, worked_at, done_at), DELETE ON notification_round TO busker_app;
