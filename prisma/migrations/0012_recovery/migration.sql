-- Recovery that nobody can block, and sign-ins that end when a second factor is set up.

-- Links by mail ------------------------------------------------------------------------------------------------------

-- Of links that prove an address the newest alone is open. Links for a new password stand beside each other: asking again,
-- which anybody can do, takes nothing from the person who is about to open an earlier one. How many may be open is decided
-- under the person's lock (rules/lifetimes.ts).
DROP INDEX account_link_open_idx;
CREATE UNIQUE INDEX account_link_open_idx ON account_link (user_id) WHERE used_at IS NULL AND kind = 'verify';
-- "How many are open?" before each mail, and all of them are used up at a reset.
CREATE INDEX account_link_reset_idx ON account_link (user_id) WHERE used_at IS NULL AND kind = 'reset';

-- Sign-ins -----------------------------------------------------------------------------------------------------------

ALTER TABLE sign_in
  DROP CONSTRAINT sign_in_revoked_reason_check,
  ADD CONSTRAINT sign_in_revoked_reason_check CHECK (revoked_reason IN (
    'signed_out', 'reused', 'disabled', 'ended_by_owner', 'password_changed', 'second_factor_reset',
    -- The account has an authenticator now, and this sign-in was not proved by it.
    'second_factor_added',
    'erased'
  ));
