-- The audit log: who did what to whom with a privilege, for good. Nobody can change it unseen: not the application (no
-- right to), not the owner by mistake (triggers), not a superuser on purpose (the chain of seals tells).
-- docs/decisions/0013-audit.md says what is sealed and how.

CREATE TABLE audit_entry (
  -- Given out when the entry is written, so two transactions may commit in another order than their numbers.
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at           timestamptz(3) NOT NULL,
  -- Null: the system. No foreign key on purpose: an entry outlives whatever it names, and a key would make two admins who
  -- act on each other wait for each other's accounts.
  actor_id     uuid,
  action       text NOT NULL CHECK (action ~ '^[a-z][a-z-]*\.[a-z][a-z-]*$' AND length(action) <= 100),
  subject_kind text NOT NULL CHECK (subject_kind ~ '^[a-z][a-z-]*$' AND length(subject_kind) <= 40),
  subject_id   text NOT NULL CHECK (length(subject_id) BETWEEN 1 AND 200),
  -- Null: the act needs none. An empty one would look like a reason.
  reason       text CHECK (length(reason) BETWEEN 1 AND 500),
  -- Ids, numbers and closed words. It can never be erased, so it holds no name, no address and no text of a person.
  facts        jsonb NOT NULL CHECK (jsonb_typeof(facts) = 'object' AND length(facts::text) <= 8000),
  -- From where the staff member acted; null where the system or a person on their own account did.
  ip           text CHECK (length(ip) BETWEEN 1 AND 45)
);
-- Asked for newest first, by who, by whom and by what.
CREATE INDEX audit_entry_actor_id_idx ON audit_entry (actor_id, id);
CREATE INDEX audit_entry_subject_id_idx ON audit_entry (subject_id, id);
CREATE INDEX audit_entry_action_idx ON audit_entry (action, id);
CREATE INDEX audit_entry_at_idx ON audit_entry (at);

CREATE TABLE audit_seal (
  -- The order of the chain: 1, 2, 3 … without a gap. It is the order of sealing and not of entry ids.
  position      bigint PRIMARY KEY CHECK (position > 0),
  -- An entry is sealed once.
  entry_id      bigint NOT NULL UNIQUE REFERENCES audit_entry (id),
  -- Of the position before; 64 zeros at the first. Unique: the chain cannot fork, even where two sealers forgot the lock.
  previous_hash text NOT NULL UNIQUE CHECK (previous_hash ~ '^[0-9a-f]{64}$'),
  hash          text NOT NULL UNIQUE CHECK (hash ~ '^[0-9a-f]{64}$'),
  sealed_at     timestamptz(3) NOT NULL,
  CHECK ((position = 1) = (previous_hash = repeat('0', 64)))
);

-- The application adds and reads, and has no other right; these stop whoever has more, the owner included, from changing
-- the log by mistake. ALWAYS: in a replica session too.
CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit log is append-only: % of % is refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_append_only;
ALTER TABLE audit_seal ENABLE ALWAYS TRIGGER audit_seal_append_only;

-- Not the id: it is the database's to give.
GRANT SELECT, INSERT (at, actor_id, action, subject_kind, subject_id, reason, facts, ip) ON audit_entry TO busker_app;
GRANT SELECT, INSERT ON audit_seal TO busker_app;
