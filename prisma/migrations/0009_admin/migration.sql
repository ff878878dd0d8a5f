-- Acts that need a second admin. The act itself is done by the domain that owns what it changes; this is who wanted it,
-- who agreed, and that it happened once.

CREATE TABLE proposal (
  id             uuid PRIMARY KEY,
  act            text NOT NULL CHECK (act IN ('suspend', 'restore', 'set_roles', 'reset_second_factor')),
  subject_id     uuid NOT NULL REFERENCES account (id),
  -- Of `set_roles`; empty for the others.
  roles          text[] NOT NULL CHECK (
    roles <@ ARRAY['viewer', 'performer', 'supporter', 'moderator', 'admin']
    AND array_position(roles, NULL) IS NULL
  ),
  reason         text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  proposed_by_id uuid NOT NULL REFERENCES account (id),
  created_at     timestamptz(3) NOT NULL,
  -- After this nobody can approve it any more: the reason was one of its day.
  expires_at     timestamptz(3) NOT NULL,
  -- Expired is what is open after `expires_at`; nothing has to be written for it.
  state          text NOT NULL CHECK (state IN ('OPEN', 'APPROVED', 'REJECTED')),
  judged_by_id   uuid REFERENCES account (id),
  judged_at      timestamptz(3),
  CHECK ((act = 'set_roles') = (cardinality(roles) > 0)),
  CHECK (expires_at > created_at),
  CHECK ((state = 'OPEN') = (judged_by_id IS NULL)),
  CHECK ((state = 'OPEN') = (judged_at IS NULL)),
  -- Four eyes are those of two people, and neither pair is the subject's.
  CHECK (judged_by_id <> proposed_by_id),
  CHECK (judged_by_id <> subject_id),
  CHECK (proposed_by_id <> subject_id),
  -- Nobody approves what was too old, whatever forgets to look at the clock.
  CHECK (state <> 'APPROVED' OR judged_at < expires_at)
);
CREATE INDEX proposal_open_idx ON proposal (expires_at) WHERE state = 'OPEN';
CREATE INDEX proposal_subject_id_idx ON proposal (subject_id);
CREATE INDEX proposal_created_at_idx ON proposal (created_at);
-- What was proposed stays as it was proposed; the reason is blanked when its subject is erased.
GRANT SELECT, INSERT, UPDATE (state, judged_by_id, judged_at, reason) ON proposal TO busker_app;
