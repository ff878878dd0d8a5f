-- Channels: how chat goes at a performer's, who moderates it, who is silenced or shut out of it.

CREATE TABLE channel (
  -- A performer has one channel; where there is no row the defaults of protocol/http/channels.ts hold.
  performer_id      uuid PRIMARY KEY REFERENCES account (id),
  slow_mode_seconds integer NOT NULL CHECK (slow_mode_seconds BETWEEN 0 AND 3600),
  followers_only    boolean NOT NULL,
  links             text NOT NULL CHECK (links IN ('allow', 'hold', 'block')),
  -- Grows with every change of the words: a process that has read a version need not read it again.
  words_version     integer NOT NULL DEFAULT 0 CHECK (words_version >= 0)
);
GRANT SELECT, INSERT, UPDATE (slow_mode_seconds, followers_only, links, words_version), DELETE ON channel TO busker_app;

CREATE TABLE channel_word (
  performer_id uuid NOT NULL REFERENCES account (id),
  -- Where it stands in the list that the performer sees.
  place        integer NOT NULL CHECK (place BETWEEN 0 AND 499),
  text         text NOT NULL CHECK (length(text) BETWEEN 1 AND 60),
  verdict      text NOT NULL CHECK (verdict IN ('hold', 'block')),
  PRIMARY KEY (performer_id, place)
);
-- The list is replaced as a whole: nothing in it is ever edited.
GRANT SELECT, INSERT, DELETE ON channel_word TO busker_app;

CREATE TABLE channel_moderator (
  performer_id uuid NOT NULL REFERENCES account (id),
  user_id      uuid NOT NULL REFERENCES account (id),
  since        timestamptz(3) NOT NULL,
  PRIMARY KEY (performer_id, user_id),
  -- A performer moderates their own channel anyway, and could otherwise be dismissed from it.
  CHECK (performer_id <> user_id)
);
-- "Where does this person moderate?" is asked when they are exported or erased.
CREATE INDEX channel_moderator_user_id_idx ON channel_moderator (user_id);
GRANT SELECT, INSERT, DELETE ON channel_moderator TO busker_app;

-- What holds now: at most one sanction of a person in a channel. How it came about is in channel_sanction_act.
CREATE TABLE channel_sanction (
  performer_id uuid NOT NULL REFERENCES account (id),
  user_id      uuid NOT NULL REFERENCES account (id),
  kind         text NOT NULL CHECK (kind IN ('timeout', 'ban')),
  until        timestamptz(3),
  reason       text CHECK (length(reason) BETWEEN 1 AND 200),
  by_id        uuid NOT NULL REFERENCES account (id),
  at           timestamptz(3) NOT NULL,
  PRIMARY KEY (performer_id, user_id),
  -- Nobody is shut out of what is theirs.
  CHECK (performer_id <> user_id),
  -- A timeout without an end would be a ban in disguise, a ban with an end a timeout.
  CHECK ((kind = 'timeout') = (until IS NOT NULL)),
  CHECK (until > at)
);
CREATE INDEX channel_sanction_user_id_idx ON channel_sanction (user_id);
GRANT SELECT, INSERT, UPDATE (kind, until, reason, by_id, at), DELETE ON channel_sanction TO busker_app;

CREATE TABLE channel_sanction_act (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  performer_id uuid NOT NULL REFERENCES account (id),
  user_id      uuid NOT NULL REFERENCES account (id),
  kind         text NOT NULL CHECK (kind IN ('timeout', 'ban', 'pardon')),
  until        timestamptz(3),
  reason       text CHECK (length(reason) BETWEEN 1 AND 200),
  by_id        uuid NOT NULL REFERENCES account (id),
  -- As what they did it: somebody must be able to ask what staff did, and what the performer's own people did.
  capacity     text NOT NULL CHECK (capacity IN ('performer', 'appointed', 'staff')),
  at           timestamptz(3) NOT NULL,
  CHECK ((kind = 'timeout') = (until IS NOT NULL))
);
-- The last act about a person is told to those who moderate; all of them are exported.
CREATE INDEX channel_sanction_act_user_id_idx ON channel_sanction_act (user_id, performer_id, id);
-- History is added to and never taken back; erasing a person blanks what was written about them in free words.
GRANT SELECT, INSERT, UPDATE (reason) ON channel_sanction_act TO busker_app;
