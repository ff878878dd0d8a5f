-- What staff does about a room, and what it keeps from the room's audience for now.

-- What is kept back must outlive every process: who comes late gets it, and a media node that takes the room over is told.
ALTER TABLE room
  -- Grows with every change, so that a node is never told an older decision after a newer one.
  ADD COLUMN hold_version integer NOT NULL DEFAULT 0 CHECK (hold_version >= 0),
  ADD COLUMN muted boolean NOT NULL DEFAULT false,
  ADD COLUMN blurred boolean NOT NULL DEFAULT false,
  ADD COLUMN paused boolean NOT NULL DEFAULT false,
  -- Nothing is kept back by nobody's decision.
  ADD CHECK (hold_version > 0 OR NOT (muted OR blurred OR paused));
GRANT UPDATE (hold_version, muted, blurred, paused) ON room TO busker_app;

CREATE TABLE moderation_act (
  id           uuid PRIMARY KEY,
  stream_id    uuid NOT NULL REFERENCES stream (id),
  performer_id uuid NOT NULL REFERENCES account (id),
  moderator_id uuid NOT NULL REFERENCES account (id),
  act          text NOT NULL CHECK (act IN ('warn', 'mute', 'unmute', 'blur', 'unblur', 'pause', 'resume', 'end')),
  -- What the performer is told; blanked when they are erased.
  reason       text NOT NULL CHECK (length(reason) BETWEEN 3 AND 300),
  at           timestamptz(3) NOT NULL,
  -- Nobody judges their own show.
  CHECK (moderator_id <> performer_id)
);
-- The wall counts the warnings of a show; a copy of one's data and erasure ask by person.
CREATE INDEX moderation_act_stream_id_idx ON moderation_act (stream_id, at);
CREATE INDEX moderation_act_performer_id_idx ON moderation_act (performer_id, id);
CREATE INDEX moderation_act_moderator_id_idx ON moderation_act (moderator_id, id);
-- What was done stays as it was done.
GRANT SELECT, INSERT, UPDATE (reason) ON moderation_act TO busker_app;
