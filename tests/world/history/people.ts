/**
 * Who is in a long history: givers, of whom the first give most, performers, of whom the first are given most, and the shows
 * they had, a dozen a month. Everything lies in the schema `made` until the books are written.
 */

/** $1: givers, $2: performers. One password hash for all: whoever wants to sign in as one of them sets it. */
export const people = `
  CREATE TABLE made.person AS
    SELECT n, n > $1::int AS performs, gen_random_uuid() AS id FROM generate_series(1, $1::int + $2::int) AS n`;

export const accounts = `
  INSERT INTO account (id, email, display_name, handle, password_hash, roles, created_at, email_verified_at, adult_method, adult_at)
  SELECT id, 'h' || n || '@history.example', CASE WHEN performs THEN 'Performer ' ELSE 'Giver ' END || n, 'h_' || n, '$argon2id$none',
    CASE WHEN performs THEN '{viewer,performer}'::text[] ELSE '{viewer}'::text[] END, made.since(), now(), 'operator', now()
  FROM made.person ORDER BY n`;

/** Every account of the ledger by whose it is, as columns; performers count from 1. */
export const books = `
  SELECT ledger.open(id, kind) FROM made.person, unnest(ARRAY['unsettled', 'earnings']) AS kind WHERE performs;
  CREATE TABLE made.giver AS
    SELECT p.n, p.id, max(a.id) FILTER (WHERE a.kind = 'wallet:paid') AS paid, max(a.id) FILTER (WHERE a.kind = 'wallet:promo') AS promo
    FROM made.person p JOIN ledger.account a ON a.owner_id = p.id WHERE NOT p.performs GROUP BY 1, 2;
  CREATE TABLE made.performer AS
    SELECT row_number() OVER (ORDER BY p.n)::int AS n, p.id, gen_random_uuid() AS stream_id,
      max(a.id) FILTER (WHERE a.kind = 'unsettled') AS unsettled, max(a.id) FILTER (WHERE a.kind = 'earnings') AS earnings
    FROM made.person p JOIN ledger.account a ON a.owner_id = p.id WHERE p.performs GROUP BY p.n, p.id;
  CREATE UNIQUE INDEX ON made.giver (n);
  CREATE UNIQUE INDEX ON made.performer (n)`;

/** The newest show of the first three is on. $1: shows of each */
export const shows = `
  CREATE TABLE made.show AS
    SELECT p.n AS performer, k, gen_random_uuid() AS id, p.stream_id, p.id AS performer_id,
      CASE WHEN k = $1::int THEN now() - interval '2 hours' ELSE made.since() + (now() - made.since()) * ((k - 1 + random() * 0.1) / $1::int) END AS started_at,
      k = $1::int AND p.n <= 3 AS live
    FROM made.performer p, generate_series(1, $1::int) AS k`;

export const streams = `
  INSERT INTO stream (id, performer_id, title, session_type, adult, tags, state, created_at, live_since, ended_at)
  SELECT p.stream_id, p.id, 'Songs of ' || p.n, 'broadcast_public', false, '{}', CASE WHEN p.n <= 3 THEN 'LIVE' ELSE 'OFFLINE' END,
    made.since(), s.started_at, CASE WHEN p.n > 3 THEN now() END
  FROM made.performer p JOIN made.show s ON s.performer = p.n AND s.k = (SELECT max(k) FROM made.show);
  INSERT INTO stream_session (id, stream_id, performer_id, started_at, ended_at, split_name, split_version)
  SELECT id, stream_id, performer_id, started_at, CASE WHEN NOT live THEN started_at + made.lasts() END, 'platform-fee', 1 FROM made.show;
  CREATE UNIQUE INDEX ON made.show (performer, k)`;
