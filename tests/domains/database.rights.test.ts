/** What the application's own role may not do, whatever a bug or an injection asks for; and what the tables refuse. */
import pg from 'pg';
import t from 'tap';
import { demoPerformerId, demoStreamId } from '../../prisma/demo.ts';
import { seed } from '../../prisma/seed.ts';
import { systemClock } from '../../server/kernel/clock.ts';
import { startDatabase } from '../world/database.ts';

const postgres = await startDatabase();
await seed({ url: postgres.adminUrl, clock: systemClock });
const app = new pg.Client({ connectionString: postgres.url });
await app.connect();
t.teardown(async () => {
  await app.end();
  await postgres.close();
});

const denied = '42501';

const forbidden = [
  'CREATE TABLE public.loot (id int)',
  'CREATE TEMPORARY TABLE loot (id int)',
  'CREATE SCHEMA loot',
  'CREATE EXTENSION pgcrypto',
  'ALTER TABLE account ADD COLUMN loot text',
  'DROP TABLE stream',
  'TRUNCATE outbox_delivery',
  'TRUNCATE account CASCADE',
  'CREATE INDEX ON stream (title)',
  'ALTER TABLE stream DISABLE TRIGGER ALL',
  'UPDATE account SET id = gen_random_uuid()',
  `UPDATE account SET adult_method = 'operator'`,
  'UPDATE account SET created_at = now()',
  `UPDATE proposal SET seen_roles = '{viewer}'`,
  'DELETE FROM account',
  'DELETE FROM refresh_token',
  'UPDATE account_link SET expires_at = now()',
  `UPDATE account_passkey SET public_key = ''`,
  'UPDATE account_passkey SET user_id = id',
  `UPDATE account_recovery_code SET hash = ''`,
  'UPDATE account_totp SET user_id = gen_random_uuid()',
  'DELETE FROM stream',
  `UPDATE sign_in SET user_id = '${demoPerformerId}'`,
  `UPDATE refresh_token SET hash = 'x'`,
  'UPDATE stream SET performer_id = id',
  'UPDATE stream SET price_tokens = 1',
  `UPDATE stream SET split_name = 'creator-first'`,
  'UPDATE stream_session SET split_version = 2',
  'DELETE FROM stream_session',
  `UPDATE outbox_event SET body = '{}'`,
  'DELETE FROM outbox_delivery',
  'SELECT * FROM _prisma_migrations',
  'UPDATE _prisma_migrations SET checksum = checksum',
  `SELECT pg_read_file('/etc/passwd')`,
  `COPY account TO PROGRAM 'cat'`,
];

for (const sql of forbidden) {
  t.test(`busker_app may not: ${sql}`, async (t) => {
    await t.rejects(app.query(sql), { code: denied });
  });
}

t.test('busker_app cannot hand on what it was granted', async (t) => {
  await app.query('GRANT SELECT ON account TO PUBLIC');
  const [row] = await postgres.query(`SELECT has_table_privilege('pg_monitor', 'account', 'SELECT') AS handed_on`);
  t.same(row, { handed_on: false }, 'Postgres only warned, and granted nothing');
});

t.test('The role that owns nothing is no superuser either', async (t) => {
  const { rows } = await app.query(
    'SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls FROM pg_roles WHERE rolname = current_user',
  );
  t.same(rows, [{ rolsuper: false, rolcreaterole: false, rolcreatedb: false, rolbypassrls: false }]);
  const owned = await app.query(`SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = 'busker_app'`);
  t.same(owned.rows, []);
});

const refusedRows = {
  'an e-mail address in capitals': `UPDATE account SET email = 'Viewer@busker.example' WHERE email = 'viewer@busker.example'`,
  'the same e-mail address twice': `UPDATE account SET email = 'fan@busker.example' WHERE email = 'viewer@busker.example'`,
  'a password in clear': `UPDATE account SET password_hash = 'busker-demo'`,
  'a role that does not exist': `UPDATE account SET roles = '{viewer,owner}'`,
  'no role at all': `UPDATE account SET roles = '{}'`,
  'a performer from whom the role was taken': 'UPDATE account SET performing_withdrawn_at = now()',
  'a proposal of roles without those that were seen': `
    INSERT INTO proposal (id, act, subject_id, roles, seen_roles, reason, proposed_by_id, created_at, expires_at, state)
    SELECT gen_random_uuid(), 'set_roles', '${demoPerformerId}', '{viewer}', '{}', 'A test', id, now(),
      now() + interval '1 day', 'OPEN' FROM account WHERE email = 'admin@busker.example'`,
  'a private stream without a price': `UPDATE stream SET session_type = 'broadcast_private', price_tokens = NULL`,
  'a public stream with a price': `UPDATE stream SET session_type = 'broadcast_public', price_tokens = 5`,
  'a live stream that was never started': `UPDATE stream SET state = 'LIVE'`,
  'a state outside the life cycle': `UPDATE stream SET state = 'PAUSED'`,
  'a node without an epoch': `INSERT INTO room (stream_id, origin_node) VALUES ('${demoStreamId}', 'media-1')`,
  'a handle that is no address': `UPDATE account SET handle = 'Not A Handle' WHERE email = 'viewer@busker.example'`,
  'the same handle twice': `UPDATE account SET handle = 'fern' WHERE email = 'viewer@busker.example'`,
  'a suspension without a reason': 'UPDATE account SET disabled_at = now()',
  'an erased person with a password': `UPDATE account SET erased_at = now(), disabled_at = now(), disabled_reason = 'x'`,
  'a living person without a password': 'UPDATE account SET password_hash = NULL',
  'a link in clear': `INSERT INTO account_link (hash, user_id, kind, created_at, expires_at)
     VALUES ('secret', '${demoPerformerId}', 'reset', now(), now() + interval '1 hour')`,
  'two open links to prove one address': `INSERT INTO account_link (hash, user_id, kind, created_at, expires_at)
     SELECT repeat(n::text, 64), '${demoPerformerId}', 'verify', now(), now() + interval '1 hour' FROM generate_series(1, 2) n`,
  'an authenticator’s secret that is not sealed': `INSERT INTO account_totp (user_id, sealed_secret, created_at)
     VALUES ('${demoPerformerId}', '\\x00112233445566778899aabbccddeeff00112233', now())`,
  'a recovery code in clear': `INSERT INTO account_recovery_code (user_id, hash) VALUES ('${demoPerformerId}', 'abcde-fghij')`,
  'a refresh token in clear': `INSERT INTO refresh_token (hash, sign_in_id, issued_at) VALUES ('secret', gen_random_uuid(), now())`,
  'a sign-in that ended without a reason': `INSERT INTO sign_in (id, user_id, created_at, last_used_at, expires_at, revoked_at)
     VALUES (gen_random_uuid(), '${demoPerformerId}', now(), now(), now() + interval '1 day', now())`,
  'an event whose body is no object': `INSERT INTO outbox_event (key, name, body, created_at) VALUES ('k', 'a.b', '[]', now())`,
};

for (const [what, sql] of Object.entries(refusedRows)) {
  t.test(`The tables refuse ${what}`, async (t) => {
    await t.rejects(postgres.query(sql), { code: /^23(514|505)$/ });
  });
}
