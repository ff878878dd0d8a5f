/** A ledger from before it was sealed is brought to 0025: what was posted then is sealed first, in the order of its time. */
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import t from 'tap';
import { migrate } from '../../prisma/migrate.ts';
import { postTransfers, sealTransfers } from '../../server/domains/ledger/index.ts';
import { openDatabase } from '../../server/platform/database/index.ts';
import { startDatabase } from '../world/database.ts';
import { runAudit } from './audit-stage.ts';
import { addPeople, issue } from './ledger-stage.ts';

const postgres = await startDatabase();
const folder = mkdtempSync(join(tmpdir(), 'busker-before-0025-'));
const all = join(import.meta.dirname, '../../prisma/migrations');
for (const name of readdirSync(all)) {
  if (name < '0025') cpSync(join(all, name), join(folder, name), { recursive: true });
}
const { url, adminUrl } = await postgres.another('empty');
await migrate({ url: adminUrl, folder });
const log = pino({ level: 'silent' });
const database = openDatabase({ url, log });
const client = new pg.Client({ connectionString: adminUrl });
await client.connect();
t.teardown(async () => {
  await client.end();
  await database.close();
  rmSync(folder, { recursive: true });
  await postgres.close();
});
const query = async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  (await client.query<Row>(sql, values)).rows;

t.test('What was posted before is the first stretch, and what comes after goes on behind it', async (t) => {
  const [vera = ''] = await addPeople({ query }, 1);
  for (let round = 0; round < 5; round += 1) {
    await postTransfers(database, [issue(vera, 1)]);
    await query('SELECT pg_sleep(0.002)');
  }
  const before = await query('SELECT transfer_id, amount FROM ledger.move ORDER BY at');
  t.ok((await migrate({ url: adminUrl })).includes('0025_ledger_seal'));
  const places = await query(
    'SELECT k.transfer_id, m.amount FROM ledger.key k JOIN ledger.move m USING (transfer_id) ORDER BY place',
  );
  t.same(places, before, 'in the order of its time');
  await t.rejects(query('UPDATE ledger.key SET place = place + 1'), { code: '42501' }, 'the guard is on again');
  t.equal(await sealTransfers({ database, log }), 5, 'by the first run');
  await postTransfers(database, [issue(vera, 1)]);
  t.same(await query('SELECT max(place)::int AS last FROM ledger.key'), [{ last: 6 }]);
  await sealTransfers({ database, log });
  t.equal(await sealTransfers({ database, log }), 1);
  t.match(await runAudit({ DATABASE_URL: url }, ['ledger']), {
    code: 0,
    said: /6 sealed transfers .* in 2 seals, none waits/,
  });
});

t.test('A ledger in which nothing was posted begins with its first transfer', async (t) => {
  const empty = await postgres.another('migrated');
  const [row] = await (async () => {
    const own = new pg.Client({ connectionString: empty.adminUrl });
    await own.connect();
    return (await own.query('SELECT place::int AS place FROM ledger.seal_mark').finally(() => own.end())).rows;
  })();
  t.same(row, { place: 0 });
});
