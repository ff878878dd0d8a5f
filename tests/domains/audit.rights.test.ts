/** The audit log can be added to and read, and nothing else: by the application and by the owner of the database alike. */
import pg from 'pg';
import t from 'tap';
import { recordAudit, sealEntries } from '../../server/domains/audit/index.ts';
import { act, openAuditStage } from './audit-stage.ts';

const stage = await openAuditStage(t);
await stage.write(3);
await sealEntries(stage.deps, 'near the head');

const changes = [
  `UPDATE audit_entry SET reason = 'another'`,
  'UPDATE audit_entry SET reason = reason WHERE false',
  'DELETE FROM audit_entry',
  'TRUNCATE audit_entry CASCADE',
  `UPDATE audit_seal SET hash = repeat('a', 64)`,
  'DELETE FROM audit_seal',
  'TRUNCATE audit_seal',
];

t.test('The application may not change the log', async (t) => {
  const app = new pg.Client({ connectionString: stage.postgres.url });
  await app.connect();
  for (const sql of changes) await t.rejects(app.query(sql), { code: '42501', message: /^permission denied/ }, sql);
  const own = 'INSERT INTO audit_entry (id, at, action, subject_kind, subject_id, facts) OVERRIDING SYSTEM VALUE';
  await t.rejects(
    app.query(`${own} VALUES (1, now(), 'a.b', 'x', 'x', '{}')`),
    { code: '42501' },
    'nor choose numbers',
  );
  await t.rejects(app.query('ALTER TABLE audit_entry DISABLE TRIGGER ALL'), { code: '42501' }, 'nor stop the guards');
  await t.rejects(app.query(`SET session_replication_role = 'replica'`), { code: '42501' }, 'nor go round them');
  await app.end();
});

t.test('Neither may the owner, by mistake', async (t) => {
  for (const sql of changes) {
    await t.rejects(stage.postgres.query(sql), { code: '42501', message: /append-only/ }, sql);
  }
  t.same(await stage.postgres.query('SELECT count(*)::int AS n FROM audit_entry'), [{ n: 3 }], 'all of it is there');
});

t.test('The tables refuse what is no entry', async (t) => {
  const bad = {
    'an action in no form': { action: 'Something' },
    'a subject without an id': { subject: { kind: 'person', id: '' } },
    'a reason as long as a book': { reason: 'x'.repeat(501) },
    'facts as long as a book': { facts: { text: 'x'.repeat(9_000) } },
  };
  for (const [what, change] of Object.entries(bad)) {
    await t.rejects(
      stage.database.transact((tx) => recordAudit(tx, { ...act(1), ...change })),
      what,
    );
  }
  const fork = `INSERT INTO audit_seal SELECT position + 10, entry_id + 10, previous_hash, md5('x') || md5('y'), now() FROM audit_seal`;
  await t.rejects(stage.postgres.query(fork), { code: /^23/ }, 'a chain that forks');
});

t.test('An act that fails leaves no entry, and one without an entry does not happen', async (t) => {
  const failing = stage.database.transact(async (tx) => {
    await recordAudit(tx, act(9));
    throw new Error('the act failed');
  });
  await t.rejects(failing, { message: 'the act failed' });
  t.same(await stage.postgres.query('SELECT count(*)::int AS n FROM audit_entry'), [{ n: 3 }]);
});
