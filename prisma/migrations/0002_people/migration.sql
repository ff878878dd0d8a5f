-- People: how they are called, what proves that it is them, and how an account ends.
-- Every secret in these tables is a hash, keyed or sealed: a copy of the database lets nobody in.

-- Accounts -----------------------------------------------------------------------------------------------------------

ALTER TABLE account
  ADD COLUMN handle            text,
  -- Grows whenever the roles change; an access token of an older version counts no more.
  ADD COLUMN rights_version    integer NOT NULL DEFAULT 1 CHECK (rights_version > 0),
  ADD COLUMN rights_changed_at timestamptz(3),
  ADD COLUMN email_verified_at timestamptz(3),
  -- How and when it was established that this person is an adult. The birth date itself is kept nowhere.
  ADD COLUMN adult_method      text CHECK (adult_method IN ('declared', 'operator')),
  ADD COLUMN adult_at          timestamptz(3),
  ADD COLUMN disabled_reason   text CHECK (length(disabled_reason) BETWEEN 1 AND 500),
  ADD COLUMN erased_at         timestamptz(3),
  -- To the hour or so: written when a sign-in is used, not with every request.
  ADD COLUMN last_seen_at      timestamptz(3);

-- Until now nobody could register: whoever is here was put in by the operator, who knows them.
UPDATE account SET
  email_verified_at = created_at, adult_method = 'operator', adult_at = created_at,
  disabled_reason = CASE WHEN disabled_at IS NOT NULL THEN 'Disabled before reasons were kept.' END;

-- A handle for each of them: the name in plain letters, the id behind it where two would have the same. The demo's cast
-- is called as the demo calls it.
WITH plain AS (
  SELECT id, created_at, coalesce(
    CASE id
      WHEN '01900000-0000-7000-8000-000000000001' THEN 'mara' WHEN '01900000-0000-7000-8000-000000000002' THEN 'vic'
      WHEN '01900000-0000-7000-8000-000000000003' THEN 'fern' WHEN '01900000-0000-7000-8000-000000000004' THEN 'sol'
      WHEN '01900000-0000-7000-8000-000000000005' THEN 'moss' WHEN '01900000-0000-7000-8000-000000000006' THEN 'ada'
      WHEN '01900000-0000-7000-8000-000000000007' THEN 'nova'
    END,
    trim(BOTH '_' FROM left(trim(BOTH '_' FROM regexp_replace(lower(display_name), '[^a-z0-9]+', '_', 'g')), 17))
  ) AS name
  FROM account
), numbered AS (
  SELECT id, CASE WHEN length(name) < 3 THEN 'person' ELSE name END AS name,
    row_number() OVER (
      PARTITION BY CASE WHEN length(name) < 3 THEN 'person' ELSE name END ORDER BY created_at, id
    ) AS nth
  FROM plain
)
UPDATE account SET handle = CASE WHEN nth = 1 THEN name ELSE name || '_' || right(replace(account.id::text, '-', ''), 12) END
FROM numbered WHERE numbered.id = account.id;

ALTER TABLE account
  ALTER COLUMN handle SET NOT NULL,
  ADD CONSTRAINT account_handle_key UNIQUE (handle),
  -- It stands in addresses and mentions: as protocol/http/names.ts says it.
  ADD CONSTRAINT account_handle_check CHECK (handle ~ '^[a-z0-9][a-z0-9_]{1,28}[a-z0-9]$'),
  ALTER COLUMN adult_method SET NOT NULL,
  ALTER COLUMN adult_at SET NOT NULL,
  -- Somebody must be able to say why a person was shut out.
  ADD CONSTRAINT account_disabled_check CHECK ((disabled_at IS NULL) = (disabled_reason IS NULL)),
  -- Whoever is erased can never sign in again, whatever forgets to ask whether they are.
  ALTER COLUMN password_hash DROP NOT NULL,
  ADD CONSTRAINT account_erased_password_check CHECK ((erased_at IS NULL) = (password_hash IS NOT NULL)),
  ADD CONSTRAINT account_erased_disabled_check CHECK (erased_at IS NULL OR disabled_at IS NOT NULL);

-- An admin finds people by how their address, handle or name begins.
CREATE INDEX account_email_prefix_idx ON account (email text_pattern_ops);
CREATE INDEX account_handle_prefix_idx ON account (handle text_pattern_ops);
CREATE INDEX account_name_prefix_idx ON account (lower(display_name) text_pattern_ops);
-- "Whose rights changed lately?" is asked by every process every few seconds.
CREATE INDEX account_rights_changed_at_idx ON account (rights_changed_at) WHERE rights_changed_at IS NOT NULL;

-- Roles without a new version would leave tokens of the old roles good. Nobody can forget it.
CREATE FUNCTION account_raise_rights_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.rights_version := greatest(NEW.rights_version, OLD.rights_version + 1);
  NEW.rights_changed_at := coalesce(nullif(NEW.rights_changed_at, OLD.rights_changed_at), now());
  RETURN NEW;
END
$$;
CREATE TRIGGER account_raise_rights_version BEFORE UPDATE OF roles ON account
  FOR EACH ROW WHEN (OLD.roles IS DISTINCT FROM NEW.roles) EXECUTE FUNCTION account_raise_rights_version();

-- Who somebody is (the id), when they came and how they were found to be an adult never change.
GRANT INSERT, UPDATE (
  email, display_name, handle, password_hash, roles, rights_version, rights_changed_at, email_verified_at,
  disabled_at, disabled_reason, erased_at, last_seen_at
) ON account TO busker_app;

-- Sign-ins -----------------------------------------------------------------------------------------------------------

ALTER TABLE sign_in
  -- Proved by a code or a passkey too: only then moderator and admin count.
  ADD COLUMN second_factor boolean NOT NULL DEFAULT false,
  -- Shown to its owner as a device; shortened by the edge already.
  ADD COLUMN user_agent    text CHECK (length(user_agent) BETWEEN 1 AND 256),
  DROP CONSTRAINT sign_in_revoked_reason_check,
  ADD CONSTRAINT sign_in_revoked_reason_check CHECK (revoked_reason IN (
    'signed_out', 'reused', 'disabled', 'ended_by_owner', 'password_changed', 'second_factor_reset', 'erased'
  ));
-- "Which ended lately?" is asked by every process every few seconds; "which ended long ago?" by the job that forgets them.
CREATE INDEX sign_in_revoked_at_idx ON sign_in (revoked_at) WHERE revoked_at IS NOT NULL;
CREATE INDEX sign_in_over_idx ON sign_in (least(revoked_at, expires_at));
-- Forgotten 90 days after their end; their tokens go with them and cannot be deleted by themselves.
ALTER TABLE refresh_token
  DROP CONSTRAINT refresh_token_sign_in_id_fkey,
  ADD CONSTRAINT refresh_token_sign_in_id_fkey FOREIGN KEY (sign_in_id) REFERENCES sign_in (id) ON DELETE CASCADE;
GRANT UPDATE (second_factor, user_agent), DELETE ON sign_in TO busker_app;

-- Links by mail ------------------------------------------------------------------------------------------------------

CREATE TABLE account_link (
  -- SHA-256 in hexadecimal of what the mail carries.
  hash       text PRIMARY KEY CHECK (hash ~ '^[0-9a-f]{64}$'),
  user_id    uuid NOT NULL REFERENCES account (id),
  kind       text NOT NULL CHECK (kind IN ('verify', 'reset')),
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  -- Used, or overtaken by a newer one.
  used_at    timestamptz(3),
  CHECK (expires_at > created_at)
);
-- The newest wins: at most one of a kind is open, also where two are made at once.
CREATE UNIQUE INDEX account_link_open_idx ON account_link (user_id, kind) WHERE used_at IS NULL;
CREATE INDEX account_link_expires_at_idx ON account_link (expires_at);
GRANT SELECT, INSERT, UPDATE (used_at), DELETE ON account_link TO busker_app;

-- Second factor ------------------------------------------------------------------------------------------------------

CREATE TABLE account_totp (
  user_id       uuid PRIMARY KEY REFERENCES account (id),
  -- AES-256-GCM (nonce, tag, 20 bytes) with a key derived from BUSKER_SECRET, bound to the user.
  sealed_secret bytea NOT NULL CHECK (length(sealed_secret) = 48),
  created_at    timestamptz(3) NOT NULL,
  -- Null: begun, counts for nothing.
  confirmed_at  timestamptz(3),
  -- The 30-second step of the last code that was taken; a code of it or an older one is a replay.
  last_step     integer CHECK (last_step > 0),
  CHECK (confirmed_at IS NULL OR last_step IS NOT NULL)
);
GRANT SELECT, INSERT, UPDATE (sealed_secret, created_at, confirmed_at, last_step), DELETE ON account_totp TO busker_app;

CREATE TABLE account_recovery_code (
  user_id uuid NOT NULL REFERENCES account (id),
  -- HMAC-SHA-256 with a key derived from BUSKER_SECRET: 51 bits are too few for a plain hash.
  hash    text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  used_at timestamptz(3),
  PRIMARY KEY (user_id, hash)
);
GRANT SELECT, INSERT, UPDATE (used_at), DELETE ON account_recovery_code TO busker_app;

CREATE TABLE account_passkey (
  id            uuid PRIMARY KEY,
  user_id       uuid NOT NULL REFERENCES account (id),
  -- WebAuthn: at most 1,023 bytes, here in base64url. One credential belongs to one person.
  credential_id text NOT NULL UNIQUE CHECK (credential_id ~ '^[A-Za-z0-9_-]+$' AND length(credential_id) <= 1364),
  -- COSE_Key, as the authenticator gave it.
  public_key    bytea NOT NULL CHECK (length(public_key) BETWEEN 1 AND 4096),
  -- Where the authenticator counts, a number that does not grow betrays a copy.
  counter       bigint NOT NULL CHECK (counter BETWEEN 0 AND 4294967295),
  transports    text[] NOT NULL CHECK (cardinality(transports) <= 8 AND array_position(transports, NULL) IS NULL),
  name          text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  created_at    timestamptz(3) NOT NULL,
  last_used_at  timestamptz(3)
);
CREATE INDEX account_passkey_user_id_idx ON account_passkey (user_id);
GRANT SELECT, INSERT, UPDATE (counter, last_used_at), DELETE ON account_passkey TO busker_app;
