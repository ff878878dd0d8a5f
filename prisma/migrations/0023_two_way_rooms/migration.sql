-- Rooms of two named people, who both send and receive: what calls stand on.

ALTER TABLE stream
  DROP CONSTRAINT stream_session_type_check,
  ADD CONSTRAINT stream_session_type_check
    CHECK (session_type IN ('broadcast_public', 'broadcast_private', 'call_2way')),
  -- The one person beside the performer who may ever be in it.
  ADD COLUMN guest_id uuid REFERENCES account (id),
  -- A two-way room without a name would let anybody in; a broadcast with one would promise what its door does not keep.
  ADD CHECK ((session_type = 'call_2way') = (guest_id IS NOT NULL)),
  -- Two people, not one twice: the seats below would be both of one person.
  ADD CHECK (guest_id <> performer_id);
-- A copy of one's data asks for the rooms one was invited to.
CREATE INDEX stream_guest_id_idx ON stream (guest_id, id) WHERE guest_id IS NOT NULL;
-- Who was named stays named: no UPDATE.

-- The two seats of such a room. Whoever sits down anew raises the epoch; what carries an older one may send no more.
CREATE TABLE call_seat (
  stream_id uuid NOT NULL REFERENCES stream (id),
  part      text NOT NULL CHECK (part IN ('host', 'guest')),
  epoch     integer NOT NULL CHECK (epoch >= 1),
  -- The session that sits there; null: it left.
  session   text CHECK (length(session) BETWEEN 1 AND 64),
  taken_at  timestamptz(3) NOT NULL,
  -- So that a third seat cannot be written down at all.
  PRIMARY KEY (stream_id, part)
);
GRANT SELECT, INSERT, UPDATE (epoch, session, taken_at) ON call_seat TO busker_app;
