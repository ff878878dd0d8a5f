-- How people show themselves, whom they follow, how they like the site. Names and handles belong to `account`.
-- Nobody has rows here until they choose something: whoever has none is as the protocol's defaults say.

CREATE TABLE profile (
  user_id   uuid PRIMARY KEY REFERENCES account (id),
  bio       text NOT NULL DEFAULT '' CHECK (length(bio) <= 500),
  -- Kept beside the follows and changed in their transactions: counting a million rows for every page view would not do.
  followers integer NOT NULL DEFAULT 0 CHECK (followers >= 0)
);
GRANT SELECT, INSERT, UPDATE (bio, followers), DELETE ON profile TO busker_app;

-- Beside the profile, not in it: lists of people must not drag their pictures along.
CREATE TABLE avatar (
  user_id uuid PRIMARY KEY REFERENCES account (id),
  -- WebP of our own making (decision 0012); bytes as somebody uploaded them do not fit.
  picture bytea NOT NULL CHECK (octet_length(picture) BETWEEN 12 AND 65536),
  -- What caches compare: it can only be that of the picture beside it.
  etag    text NOT NULL CHECK (etag = encode(sha256(picture), 'hex')),
  CHECK (substring(picture FROM 1 FOR 4) = 'RIFF'::bytea),
  CHECK (substring(picture FROM 9 FOR 4) = 'WEBP'::bytea)
);
GRANT SELECT, INSERT, UPDATE (picture, etag), DELETE ON avatar TO busker_app;

CREATE TABLE preferences (
  user_id          uuid PRIMARY KEY REFERENCES account (id),
  theme            text NOT NULL CHECK (theme IN ('system', 'light', 'dark')),
  reduced_motion   boolean NOT NULL,
  show_me_in_rooms boolean NOT NULL,
  chat_text_size   text NOT NULL CHECK (chat_text_size IN ('small', 'medium', 'large')),
  mute_on_enter    boolean NOT NULL
);
GRANT SELECT, INSERT, UPDATE (theme, reduced_motion, show_me_in_rooms, chat_text_size, mute_on_enter), DELETE
  ON preferences TO busker_app;

CREATE TABLE follow (
  follower_id uuid NOT NULL REFERENCES account (id),
  followed_id uuid NOT NULL REFERENCES account (id),
  -- Whether they want to hear when it goes live.
  notify      boolean NOT NULL,
  since       timestamptz(3) NOT NULL,
  -- Twice the same would count twice.
  PRIMARY KEY (follower_id, followed_id),
  CHECK (follower_id <> followed_id)
);
-- "Who follows this person?" is read in pages, in this order, when they go live.
CREATE INDEX follow_followed_id_idx ON follow (followed_id, follower_id);
-- Who follows whom, and since when, is never reworded.
GRANT SELECT, INSERT, UPDATE (notify), DELETE ON follow TO busker_app;
