/** A database with tips in it is brought to 0018: keys stay used, goals keep what they have, the ledger stays shut. */
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import t from 'tap';
import { migrate } from '../../prisma/migrate.ts';
import { hashRequest, platformId } from '../../server/domains/ledger/index.ts';
import { hashSecret, newId } from '../../server/kernel/ids.ts';
import { startDatabase } from '../world/database.ts';
import { addPeople } from './ledger-stage.ts';

const postgres = await startDatabase();
const folder = mkdtempSync(join(tmpdir(), 'busker-before-0018-'));
const all = join(import.meta.dirname, '../../prisma/migrations');
for (const name of readdirSync(all)) {
  if (name < '0018') cpSync(join(all, name), join(folder, name), { recursive: true });
}
const { adminUrl } = await postgres.another('empty');
await migrate({ url: adminUrl, folder });
const client = new pg.Client({ connectionString: adminUrl });
await client.connect();
t.teardown(async () => {
  await client.end();
  rmSync(folder, { recursive: true });
  await postgres.close();
});

const query = async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  (await client.query<Row>(sql, values)).rows;
const [vera = '', fern = ''] = await addPeople({ query }, 2);

async function tip(key: string, amount: number, given: { readonly private?: boolean } = {}) {
  const order = {
    ...{
      n: 1,
      id: newId(),
      viewer: vera,
      viewerName: 'V',
      viewerHandle: 'v',
      performer: fern,
      amount,
      anonymous: false,
    },
    ...{
      split: { name: 'p2p-share', version: 1 },
      private: given.private ?? false,
      key,
      hash: hashRequest({ amount }),
    },
  };
  const sql = `SELECT outcome, tip_id AS "tipId" FROM tip_accept($1::jsonb, true, '{}')`;
  const [row] = await query<{ outcome: string; tipId: string | null }>(sql, [JSON.stringify([order])]);
  return row;
}
const issue = {
  ...{ n: 1, id: newId(), kind: 'issue', owner: platformId, route: 'test', key: 'Ann <ann@example.org>' },
  hash: hashRequest({}),
  moves: [{ from: 'issued:paid', fromOwner: platformId, to: 'wallet:paid', toOwner: vera, amount: 10_000_000 }],
};
const give = () => query<{ outcome: string }>('SELECT outcome FROM ledger.post($1::jsonb)', [JSON.stringify([issue])]);
const settle = () => query('SELECT tip_settle($1, 500, $2)', [fern, newId()]);
const figure = async () => {
  const rows = await query<{ title: string; settled: string }>(
    'SELECT title, settled_tokens::text AS settled FROM tip_goal ORDER BY title',
  );
  return Object.fromEntries(rows.map(({ title, settled }) => [title, settled]));
};

await give();
await tip('before the goal', 1);
await query(
  `INSERT INTO tip_goal (id, performer_id, title, target_tokens, created_at, ended_at)
   VALUES ($1, $3, 'Open', 100, clock_timestamp() + interval '1 millisecond', NULL),
     ($2, $3, 'Over', 100, now() - interval '2 days', now() - interval '1 day')`,
  [newId(), newId(), fern],
);
await query('SELECT pg_sleep(0.005)');
const first = await tip('müller@example.org', 30);
await tip('k-2', 5, { private: true });
await settle();
const waiting = await tip('k-3', 7);

t.test('What was asked under a key before is answered the same afterwards', async (t) => {
  const books = 'SELECT transfer_id, amount, from_balance FROM ledger.move ORDER BY transfer_id, n';
  const before = await query(books);
  t.ok((await migrate({ url: adminUrl })).includes('0018_tips_again'));
  t.same(await tip('müller@example.org', 30), { outcome: 'replayed', tipId: first?.tipId });
  t.same(await tip('k-3', 7), { outcome: 'replayed', tipId: waiting?.tipId });
  t.match(await tip('k-3', 8), { outcome: 'key_reused' });
  t.match(await give(), [{ outcome: 'replayed' }]);
  t.same(await query(books), before, 'and nothing was posted');
  t.match(await tip('k-4', 2), { outcome: 'posted' });
});

t.test('No key is readable any more, and none can be written so', async (t) => {
  const rows = await query<{ key: string }>('SELECT key FROM ledger.key');
  t.ok(rows.length >= 6);
  t.same(
    rows.filter(({ key }) => !/^[0-9a-f]{64}$/.test(key)),
    [],
  );
  t.ok(rows.some(({ key }) => key === hashSecret('müller@example.org')));
  await t.rejects(query(`UPDATE ledger.key SET key = repeat('0', 64)`), { code: '42501' }, 'the guard is on again');
});

t.test('Goals have what was divided for them', async (t) => {
  t.same(await figure(), { Open: '30', Over: '0' }, 'public tips since it was set; what waits is added when it is');
  await settle();
  t.same(await figure(), { Open: '39', Over: '0' });
});
