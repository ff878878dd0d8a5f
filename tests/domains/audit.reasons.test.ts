/** What staff wrote can go, where its person is erased and its time is over, and the log stays provable before and after. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import t from 'tap';
import { newId } from '#kernel/ids.ts';
import {
  auditPersonalData,
  exportAudit,
  forgetReasons,
  recordAudit,
  sealEntries,
} from '../../server/domains/audit/index.ts';
import { act, openAuditStage } from './audit-stage.ts';
import { copyOf, eraseAll } from './personal-data.ts';

const stage = await openAuditStage(t);
const { postgres, database, deps } = stage;
const dayMs = 24 * 3_600_000;
const daysAgo = (days: number) => new Date(Date.now() - days * dayMs);

async function person(erased: boolean): Promise<string> {
  const id = newId();
  await postgres.query(
    `INSERT INTO account (id, email, display_name, handle, password_hash, roles, created_at, adult_method, adult_at,
       erased_at, disabled_at, disabled_reason)
     VALUES ($1::uuid, $1::text || '@people.example', 'X', 'p' || left(md5($1::text), 20), CASE WHEN $2::boolean THEN NULL ELSE '$argon2id$none' END,
       '{viewer}', now(), 'operator', now(), CASE WHEN $2::boolean THEN now() END, CASE WHEN $2::boolean THEN now() END,
       CASE WHEN $2::boolean THEN 'x' END)`,
    [id, erased],
  );
  return id;
}
const note = (of: string, reason: string, at: Date, about?: string) =>
  database.transact((tx) =>
    recordAudit(tx, {
      ...{ ...act(1), reason, at, ...(about === undefined ? {} : { about }) },
      subject: about === undefined ? { kind: 'person', id: of } : { kind: 'proposal', id: of },
    }),
  );
const words = async (): Promise<string[]> =>
  (await postgres.query<{ text: string }>('SELECT text FROM audit_reason ORDER BY entry_id')).map(({ text }) => text);

const [gone, here] = [await person(true), await person(false)];
// As it was written before words could go: inside the entry.
await postgres.query(
  `INSERT INTO audit_entry (at, action, subject_kind, subject_id, reason, facts)
   VALUES ($1, 'person.suspended', 'person', $2, 'words from before', '{}')`,
  [daysAgo(401), gone],
);
await note(gone, 'long ago', daysAgo(400));
await note(newId(), 'a proposal of long ago', daysAgo(399), gone);
await note(here, 'somebody else', daysAgo(398));
await note(gone, 'lately', daysAgo(5));
await sealEntries(deps, 'near the head');

t.test('The words stand beside the entry, and both kinds of entries are provable', async (t) => {
  t.same(await words(), ['long ago', 'a proposal of long ago', 'somebody else', 'lately']);
  const entries = await postgres.query('SELECT reason, reason_commitment AS promise FROM audit_entry ORDER BY id');
  t.match(entries.slice(0, 2), [
    { reason: 'words from before', promise: null },
    { reason: null, promise: /^[0-9a-f]{64}$/ },
  ]);
  t.match(await stage.verify(), { code: 0, said: /5 sealed entries, 0 not sealed yet/ });
  const copy = JSON.stringify(await copyOf(auditPersonalData, database.read, gone), (_key, value) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  t.match(copy, /words from before.*long ago.*lately/, 'the person hears both');
});

t.test('The application may not touch words before their time, nor reword them ever', async (t) => {
  const app = new pg.Client({ connectionString: postgres.url });
  await app.connect();
  const refused = [
    'DELETE FROM audit_reason',
    `UPDATE audit_reason SET text = 'x'`,
    `UPDATE audit_reason SET salt = repeat('a', 64)`,
    'UPDATE audit_reason SET person_id = NULL',
    'TRUNCATE audit_reason',
    `UPDATE audit_reason SET forget_at = now() WHERE text = 'lately'`,
    `UPDATE audit_reason SET forget_at = now() WHERE text = 'somebody else'`,
    `INSERT INTO audit_entry (at, action, subject_kind, subject_id, reason, facts)
       VALUES (now(), 'a.b', 'x', 'x', 'for ever', '{}')`,
    `INSERT INTO audit_reason (entry_id, salt, text, forget_at) VALUES (1, repeat('a', 64), 'x', now())`,
  ];
  for (const sql of refused) await t.rejects(app.query(sql), { code: '42501' }, sql);
  await app.end();
  for (const sql of refused.slice(0, 7)) {
    await t.rejects(postgres.query(sql), { code: '42501' }, `nor the owner, by mistake: ${sql}`);
  }
  t.equal((await words()).length, 4);
});

t.test('Words of the erased go when their time is over, and that is written down', async (t) => {
  t.equal(await forgetReasons(deps), 0, 'nothing before it was asked for');
  await eraseAll(database, auditPersonalData, { userId: gone, pseudonym: 'p', at: new Date() });
  t.equal(await forgetReasons(deps), 2);
  t.same(await words(), ['somebody else', 'lately'], 'a year after the act, and of the erased alone');
  t.match(await stage.verify(), { code: 0, said: /1 not sealed yet.*forgotten with their people: 2/ }, 'at once');
  await sealEntries(deps, 'near the head');
  t.match(await stage.verify(), { code: 0, said: /6 sealed entries.*forgotten with their people: 2/ }, 'and sealed');
  t.equal(await forgetReasons(deps), 0, 'once');
  const [noted] = await postgres.query(
    `SELECT actor_id, facts FROM audit_entry WHERE action = 'audit.reasons-forgotten'`,
  );
  t.match(noted, { actor_id: null, facts: { entries: [/^\d+$/, /^\d+$/] } });
  await eraseAll(database, auditPersonalData, { userId: gone, pseudonym: 'p', at: new Date() });
  const dated = await postgres.query<{ days: number }>(
    `SELECT extract(days FROM r.forget_at - e.at)::int AS days FROM audit_reason r JOIN audit_entry e ON e.id = r.entry_id
     WHERE r.forget_at IS NOT NULL`,
  );
  t.same(dated, [{ days: 365 }], 'the others know when');
});

t.test('An export tells the same, and words that were taken away are missed', async (t) => {
  const { bytes } = await exportAudit(database.read, {}, new Date());
  const file = join(t.testdir(), 'log.ndjson');
  writeFileSync(file, bytes);
  t.match(await stage.verify('--file', file), { code: 0, said: /forgotten with their people: 2/ });
  writeFileSync(file, bytes.toString().replace('"text":"lately"', '"text":"early"'));
  t.match(await stage.verify('--file', file), { code: 1, said: /is not what was promised/ });
  await stage.tamper(`DELETE FROM audit_reason WHERE text = 'lately'`);
  t.match(await stage.verify(), { code: 1, said: /is gone, and no entry says that it was forgotten/ });
});
