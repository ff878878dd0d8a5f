/** The runner of migrations: idempotent, one at a time, and refusing what does not agree with the database. */
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import t, { type Test } from 'tap';
import { MigrationRefused, migrate } from '../../prisma/migrate.ts';
import { startDatabase } from '../world/database.ts';

const postgres = await startDatabase();
const own = join(import.meta.dirname, '../../prisma/migrations');
t.teardown(() => postgres.close());

/** A copy of this version's migrations that a test may spoil. */
function copied(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'busker-migrations-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  cpSync(own, folder, { recursive: true });
  return folder;
}

async function rows(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return (await client.query(sql).finally(() => client.end())).rows;
}

t.test('A fresh database gets every migration, and the bookkeeping that Prisma would have written', async (t) => {
  const { adminUrl } = await postgres.another('empty');
  const applied = await migrate({ url: adminUrl });
  t.ok(applied.includes('0001_foundation'));
  const [row] = await rows(adminUrl, 'SELECT * FROM _prisma_migrations');
  t.match(row, { migration_name: '0001_foundation', applied_steps_count: 1, logs: null, rolled_back_at: null });
  t.match(row?.checksum, /^[0-9a-f]{64}$/);
  t.ok(row?.finished_at instanceof Date);
  t.same(await migrate({ url: adminUrl }), [], 'a second run has nothing to do');
});

t.test('Two that start at once apply each migration once', async (t) => {
  const { adminUrl } = await postgres.another('empty');
  const both = await Promise.all([migrate({ url: adminUrl }), migrate({ url: adminUrl })]);
  const names = readdirSync(own, { withFileTypes: true }).filter((one) => one.isDirectory());
  t.same(both.flat().toSorted(), names.map(({ name }) => name).toSorted());
});

t.test('An applied migration that was edited is refused by name', async (t) => {
  const folder = copied(t);
  appendFileSync(join(folder, '0001_foundation/migration.sql'), '\n-- a harmless remark\n');
  await t.rejects(
    migrate({ url: postgres.adminUrl, folder }),
    new MigrationRefused(
      'The migration 0001_foundation was edited after it had been applied to this database: restore the file and put the change into a new migration.',
    ),
  );
});

t.test('An applied migration that this version does not have is refused by name', async (t) => {
  const folder = copied(t);
  rmSync(join(folder, '0001_foundation'), { recursive: true });
  await t.rejects(migrate({ url: postgres.adminUrl, folder }), {
    message: /^This database has the migration 0001_foundation, which this version of Busker does not know/,
  });
});

t.test('A migration that fails leaves nothing behind and may be mended', async (t) => {
  const { adminUrl } = await postgres.another('migrated');
  const folder = copied(t);
  mkdirSync(join(folder, '0002_broken'));
  const file = join(folder, '0002_broken/migration.sql');
  writeFileSync(file, 'CREATE TABLE half (id int); SELECT 1/0;');
  await t.rejects(migrate({ url: adminUrl, folder }), {
    message: /0002_broken failed and left nothing behind: division by zero/,
  });
  t.same(await rows(adminUrl, `SELECT to_regclass('half') AS half`), [{ half: null }]);
  writeFileSync(file, 'CREATE TABLE whole (id int);');
  t.same(await migrate({ url: adminUrl, folder }), ['0002_broken']);
});

t.test('A migration that another tool left half done is refused', async (t) => {
  const { adminUrl } = await postgres.another('migrated');
  await rows(adminUrl, 'UPDATE _prisma_migrations SET finished_at = NULL');
  await t.rejects(migrate({ url: adminUrl }), { message: /0001_foundation was left half done/ });
});
