-- The ledger is sealed: a job beside the posting chains by hash what was committed, so that whoever changes it with an owner's
-- or a superuser's rights is found by `npm run audit -- ledger`. docs/decisions/0037-ledger-seal.md says what is sealed, in
-- what order and how.
-- Nothing may post while this runs, as with 0018; it gives every key a number (a second for a hundred thousand).

-- Order ------------------------------------------------------------------------------------------------------------------

-- Places of transfers, for good: never set back, one at a time (no CACHE: a number that a session keeps for later would be
-- passed over). It goes along into a dump, where numbers of transactions do not.
CREATE SEQUENCE ledger.key_place AS bigint NO CYCLE CACHE 1;
REVOKE ALL ON SEQUENCE ledger.key_place FROM PUBLIC;
ALTER TABLE ledger.key ADD COLUMN place bigint CHECK (place > 0);
-- What was posted before is the first stretch, in the order of its time. The guard is off within this transaction only.
ALTER TABLE ledger.key DISABLE TRIGGER kept;
UPDATE ledger.key k SET place = o.place
FROM (SELECT e.transfer_id, row_number() OVER (ORDER BY e.at, e.transfer_id) AS place FROM ledger.key e) o
WHERE o.transfer_id = k.transfer_id;
ALTER TABLE ledger.key ENABLE ALWAYS TRIGGER kept;
SELECT setval('ledger.key_place', max(k.place)) FROM ledger.key k HAVING max(k.place) > 0;
-- A transaction has its own number before it draws a place: `add_seal` stands on it.
ALTER TABLE ledger.key ALTER COLUMN place SET NOT NULL, ALTER COLUMN place SET DEFAULT
  CASE WHEN pg_current_xact_id() >= '3'::xid8 THEN nextval('ledger.key_place'::regclass) END;
ALTER TABLE ledger.key ADD CONSTRAINT key_place_key UNIQUE (place);
ALTER SEQUENCE ledger.key_place OWNED BY ledger.key.place;

-- Up to which place everything is committed or will never be, as soon as no transaction below `xid` is under way. One row.
CREATE TABLE ledger.seal_mark (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  place    bigint NOT NULL CHECK (place >= 0),
  xid      xid8 NOT NULL
);
-- Nobody else has a place yet: the table is locked since it has the column.
INSERT INTO ledger.seal_mark (place, xid)
SELECT CASE WHEN q.is_called THEN q.last_value ELSE 0 END, pg_current_xact_id() FROM ledger.key_place q;

-- Seals ------------------------------------------------------------------------------------------------------------------

CREATE TABLE ledger.seal (
  -- The order of the chain: 1, 2, 3 … without a gap.
  n             bigint PRIMARY KEY CHECK (n > 0),
  at            timestamptz(3) NOT NULL,
  -- Every key above the `last` of the seal before, up to this `last`. Places between may be missing: what was rolled back.
  first         bigint NOT NULL,
  last          bigint NOT NULL UNIQUE,
  transfers     integer NOT NULL CHECK (transfers > 0),
  moves         integer NOT NULL CHECK (moves >= 0),
  -- Of the seal before; 64 zeros at the first. Unique: the chain cannot fork.
  previous_hash text NOT NULL UNIQUE CHECK (previous_hash ~ '^[0-9a-f]{64}$'),
  hash          text NOT NULL UNIQUE CHECK (hash ~ '^[0-9a-f]{64}$'),
  -- Of each transfer, in their order, 24 bytes: its id and the first eight of its own hash. Proves nothing; it says which
  -- transfer it is where the hash no longer agrees.
  roll          bytea NOT NULL CHECK (octet_length(roll) = 24 * transfers),
  CHECK (first <= last),
  CHECK ((n = 1) = (previous_hash = repeat('0', 64)))
);
-- Hashes cannot be compressed.
ALTER TABLE ledger.seal ALTER COLUMN roll SET STORAGE EXTERNAL;
CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.seal
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
ALTER TABLE ledger.seal ENABLE ALWAYS TRIGGER kept;
GRANT SELECT ON ledger.seal TO busker_app;

-- One value in what is hashed: its length in bytes, a colon, itself; a hyphen where there is none. So no two rows of values
-- read alike, whatever they hold. (With ::text it is put in the place of its call: many times quicker.)
CREATE FUNCTION ledger.field(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(octet_length(value)::text || ':' || value, '-');

-- Seals the next transfers, at most `most` (1 to 10,000), in the order of their places: what was committed when it was last
-- called. No row where there is nothing, where another seals, and while a transaction that might still commit below the mark
-- is under way: none is passed over. What a sealer that dies did is rolled back.
CREATE FUNCTION ledger.add_seal(most integer)
RETURNS TABLE (n bigint, at timestamptz, last bigint, transfers integer, moves integer, hash text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp SET timezone = 'UTC' SET datestyle = 'ISO'
-- Along the places, by look-ups, however much waits and whatever the statistics say.
SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
DECLARE
  limited constant integer := least(greatest(most, 1), 10000);
  moment constant timestamptz(3) := clock_timestamp();
  drawn bigint;
  head seal%ROWTYPE;
  made seal%ROWTYPE;
  mark seal_mark%ROWTYPE;
  under_way pg_snapshot;
BEGIN
  -- Its own number must be taken after it looked at what was drawn.
  IF pg_current_xact_id_if_assigned() IS NOT NULL THEN
    RAISE EXCEPTION 'Sealing is a transaction of its own' USING ERRCODE = 'active_sql_transaction';
  END IF;
  IF NOT pg_try_advisory_xact_lock(hashtextextended('ledger sealer', 0)) THEN RETURN; END IF;
  SELECT CASE WHEN q.is_called THEN q.last_value ELSE 0 END INTO drawn FROM key_place q;
  SELECT * INTO STRICT mark FROM seal_mark;
  SELECT * INTO head FROM seal s ORDER BY s.n DESC LIMIT 1;
  under_way := pg_current_snapshot();
  -- Who drew a place up to the mark has a number below the mark's. A mark from beyond the end is of another cluster, from
  -- which all of this was restored: none of its transactions is under way here.
  IF pg_snapshot_xmin(under_way) <= mark.xid AND pg_snapshot_xmax(under_way) > mark.xid THEN RETURN; END IF;

  WITH chosen AS MATERIALIZED (
    SELECT k.* FROM key k WHERE k.place > coalesce(head.last, 0) AND k.place <= mark.place ORDER BY k.place LIMIT limited
  ), hashed AS (
    SELECT c.place, c.transfer_id, m.moves, sha256(convert_to(concat(field(c.place::text), field(c.transfer_id::text),
      field(c.at::text), field(c.owner_id::text), field(c.route), field(c.key), field(c.request_hash), m.text), 'UTF8')) AS hash
    FROM chosen c CROSS JOIN LATERAL (
      SELECT count(*)::integer AS moves, string_agg(concat(field(v.n::text), field(v.kind), field(v.amount::text),
        field(v.from_id::text), field(f.kind), field(f.owner_id::text), field(v.from_version::text), field(v.from_balance::text),
        field(v.to_id::text), field(t.kind), field(t.owner_id::text), field(v.to_version::text), field(v.to_balance::text)),
        '' ORDER BY v.n) AS text
      -- The time says in which partition they are. A movement of another time has no key and is found as that.
      FROM move v LEFT JOIN account f ON f.id = v.from_id LEFT JOIN account t ON t.id = v.to_id
      WHERE v.transfer_id = c.transfer_id AND v.at = c.at
    ) m
  ), summed AS (
    SELECT coalesce(head.n, 0) + 1 AS n, min(h.place) AS first, max(h.place) AS last, count(*)::integer AS transfers,
      sum(h.moves)::integer AS moves, coalesce(head.hash, repeat('0', 64)) AS previous_hash,
      string_agg(h.hash, ''::bytea ORDER BY h.place) AS hashes,
      string_agg(uuid_send(h.transfer_id) || substr(h.hash, 1, 8), ''::bytea ORDER BY h.place) AS roll
    FROM hashed h
  )
  INSERT INTO seal (n, at, first, last, transfers, moves, previous_hash, hash, roll)
  SELECT s.n, moment, s.first, s.last, s.transfers, s.moves, s.previous_hash, encode(sha256(convert_to(concat(
    field('busker-ledger-1'), field(s.n::text), field(moment::text), field(s.first::text), field(s.last::text),
    field(s.transfers::text), field(s.moves::text), field(s.previous_hash)), 'UTF8') || s.hashes), 'hex'), s.roll
  FROM summed s WHERE s.transfers > 0
  RETURNING * INTO made;

  IF made.n IS NOT NULL THEN
    RETURN QUERY SELECT made.n, made.at::timestamptz, made.last, made.transfers, made.moves, made.hash;
  END IF;
  -- Everything up to the mark is sealed: the next mark.
  IF coalesce(made.transfers, 0) < limited AND drawn > mark.place THEN
    UPDATE seal_mark SET place = drawn, xid = pg_current_xact_id();
  END IF;
END
$$;

REVOKE ALL ON FUNCTION ledger.field(text), ledger.add_seal(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.add_seal(integer) TO busker_app;
