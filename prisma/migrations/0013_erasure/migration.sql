-- Erasure that outlives the process that does it, and reasons in the audit log that can be erased without breaking its chain.

-- What is owed --------------------------------------------------------------------------------------------------------

-- One row a person who is erased, written in the transaction that blanks their account: from then on it is owed, whatever
-- dies. It says how far the work is, and changes in the transaction of each piece of it.
CREATE TABLE erasure (
  user_id   uuid PRIMARY KEY REFERENCES account (id),
  erased_at timestamptz(3) NOT NULL,
  -- When the round that is under way began; null: none is.
  began_at  timestamptz(3),
  -- Where that round is: a step by its name, and the place in it as the step itself wrote it down; null: at its beginning.
  step      text CHECK (length(step) BETWEEN 1 AND 100),
  after     text CHECK (length(after) BETWEEN 1 AND 500),
  -- How often in a row it failed.
  failures  integer NOT NULL DEFAULT 0 CHECK (failures >= 0),
  -- Not looked at before; who waited longest is next.
  due_at    timestamptz(3) NOT NULL,
  -- Null: owed still.
  done_at   timestamptz(3),
  CHECK (step IS NULL OR began_at IS NOT NULL),
  CHECK (after IS NULL OR step IS NOT NULL),
  -- A person who is done has no round under way, and none who has is done.
  CHECK (done_at IS NULL OR began_at IS NULL),
  -- Whoever was erased cannot be done before: what was under way meanwhile would be kept.
  CHECK (done_at > erased_at)
);
CREATE INDEX erasure_due_idx ON erasure (due_at) WHERE done_at IS NULL;
-- Nobody is taken off the list: a row is the proof that a wish was followed.
GRANT SELECT, INSERT (user_id, erased_at, due_at), UPDATE (began_at, step, after, failures, due_at, done_at)
  ON erasure TO busker_app;
-- Whoever was erased before there was a list is looked after once more.
INSERT INTO erasure (user_id, erased_at, due_at) SELECT id, erased_at, now() FROM account WHERE erased_at IS NOT NULL;

-- What a copy and an erasure look for must be found without reading whole tables --------------------------------------

CREATE INDEX chat_line_judged_by_id_idx ON chat_line (judged_by_id, id) WHERE judged_by_id IS NOT NULL;
CREATE INDEX chat_line_gone_by_id_idx ON chat_line (gone_by_id, id) WHERE gone_by_id IS NOT NULL;
CREATE INDEX chat_pin_by_id_idx ON chat_pin (by_id);
CREATE INDEX channel_sanction_act_by_id_idx ON channel_sanction_act (by_id, id);
CREATE INDEX proposal_proposed_by_id_idx ON proposal (proposed_by_id);
CREATE INDEX proposal_judged_by_id_idx ON proposal (judged_by_id) WHERE judged_by_id IS NOT NULL;

-- Reasons of staff ----------------------------------------------------------------------------------------------------

-- The seal covers a promise of the words and not the words: HMAC-SHA-256 of the text with the salt beside it. Without the
-- salt nobody can tell from it what was written, so the words can go and the chain stays whole (0013-audit.md). Entries
-- from before keep theirs in `reason`, where the seal covers them.
ALTER TABLE audit_entry
  ADD COLUMN reason_commitment text CHECK (reason_commitment ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT audit_entry_one_reason_check CHECK (reason IS NULL OR reason_commitment IS NULL);
-- Nobody writes words where they can never be erased any more.
REVOKE INSERT (reason) ON audit_entry FROM busker_app;
GRANT INSERT (reason_commitment) ON audit_entry TO busker_app;

CREATE TABLE audit_reason (
  entry_id  bigint PRIMARY KEY REFERENCES audit_entry (id),
  -- Whom the words are about, so that erasing them finds it; null: nobody. No foreign key, as in audit_entry.
  person_id uuid,
  -- 256 random bits in hexadecimal: with fewer, a short reason could be guessed from what is left of it.
  salt      text NOT NULL CHECK (salt ~ '^[0-9a-f]{64}$'),
  text      text NOT NULL CHECK (length(text) BETWEEN 1 AND 500),
  -- From when they may go; null: never, because the person was not erased.
  forget_at timestamptz(3)
);
CREATE INDEX audit_reason_person_id_idx ON audit_reason (person_id) WHERE forget_at IS NULL;
CREATE INDEX audit_reason_forget_at_idx ON audit_reason (forget_at) WHERE forget_at IS NOT NULL;

-- Whoever asks, the application and the owner alike: words are never reworded, get a date once, a year after the act at the
-- earliest and only where their person is erased, and go when it has come. A year of hours, as rules/lifetimes.ts says it.
CREATE FUNCTION audit_guard_reason() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  acted_at timestamptz;
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.forget_at <= now() THEN
      RETURN OLD;
    END IF;
    RAISE EXCEPTION 'The reason of entry % must be kept', OLD.entry_id USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT at INTO acted_at FROM audit_entry WHERE id = OLD.entry_id;
  IF (NEW.entry_id, NEW.person_id, NEW.salt, NEW.text) IS DISTINCT FROM (OLD.entry_id, OLD.person_id, OLD.salt, OLD.text)
    OR OLD.forget_at IS NOT NULL
    OR NEW.forget_at IS NULL
    OR NEW.forget_at < acted_at + interval '8760 hours'
    OR NOT EXISTS (SELECT FROM account WHERE id = OLD.person_id AND erased_at IS NOT NULL)
  THEN
    RAISE EXCEPTION 'The reason of entry % cannot be changed so', OLD.entry_id USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER audit_reason_guarded BEFORE UPDATE OR DELETE ON audit_reason
  FOR EACH ROW EXECUTE FUNCTION audit_guard_reason();
CREATE TRIGGER audit_reason_append_only BEFORE TRUNCATE ON audit_reason
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
ALTER TABLE audit_reason ENABLE ALWAYS TRIGGER audit_reason_guarded;
ALTER TABLE audit_reason ENABLE ALWAYS TRIGGER audit_reason_append_only;

GRANT SELECT, INSERT (entry_id, person_id, salt, text), UPDATE (forget_at), DELETE ON audit_reason TO busker_app;
