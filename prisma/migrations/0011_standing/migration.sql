-- Rights that were taken stay taken, and nobody floods others with news.

-- Performing ---------------------------------------------------------------------------------------------------------

ALTER TABLE account
  -- When staff took the role of a performer: the person cannot take it back themselves until staff give it again.
  ADD COLUMN performing_withdrawn_at timestamptz(3);

-- From whom it was taken before this was kept: the last word of the log about it counts.
UPDATE account SET performing_withdrawn_at = said.at
FROM (
  SELECT DISTINCT ON (subject_id) subject_id, at, facts FROM audit_entry
  WHERE action = 'person.roles-set' AND subject_kind = 'person'
    AND (facts -> 'from' @> '["performer"]' OR facts -> 'to' @> '["performer"]')
  ORDER BY subject_id, id DESC
) AS said
WHERE said.subject_id = account.id::text AND NOT said.facts -> 'to' @> '["performer"]'
  AND NOT account.roles @> '{performer}' AND account.erased_at IS NULL;

-- Either one performs, or it was taken; whatever forgets to clear it is refused.
ALTER TABLE account ADD CONSTRAINT account_performing_check
  CHECK (performing_withdrawn_at IS NULL OR NOT roles @> ARRAY['performer']);
GRANT UPDATE (performing_withdrawn_at) ON account TO busker_app;

-- "How many does this performer have live, how many announced?" is asked before there is one more.
CREATE INDEX stream_open_idx ON stream (performer_id) WHERE state IN ('READY', 'LIVE');

-- Proposals ----------------------------------------------------------------------------------------------------------

-- The roles that whoever proposed others saw: where the person has others by now, it is not what was agreed to.
ALTER TABLE proposal ADD COLUMN seen_roles text[] NOT NULL DEFAULT '{}' CHECK (
  seen_roles <@ ARRAY['viewer', 'performer', 'supporter', 'moderator', 'admin']
  AND array_position(seen_roles, NULL) IS NULL
);
UPDATE proposal SET seen_roles = account.roles FROM account
WHERE account.id = proposal.subject_id AND proposal.act = 'set_roles';
ALTER TABLE proposal
  ALTER COLUMN seen_roles DROP DEFAULT,
  ADD CONSTRAINT proposal_seen_roles_act_check CHECK ((act = 'set_roles') = (cardinality(seen_roles) > 0));

-- News of shows ------------------------------------------------------------------------------------------------------

-- Followers are told of a performer at most once in a while, whichever of their shows it is.
DROP INDEX notification_round_stream_id_idx;
CREATE INDEX notification_round_performer_id_idx ON notification_round (performer_id, opened_at);
