/** A database whose goals ended while tips waited is brought to 0033: each goal has what was given in its time, and no other changes. */
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import t from 'tap';
import { migrate } from '../../prisma/migrate.ts';
import { hashRequest, platformId } from '../../server/domains/ledger/index.ts';
import { newId } from '../../server/kernel/ids.ts';
import { startDatabase } from '../world/database.ts';
import { addPeople } from './ledger-stage.ts';

const postgres = await startDatabase();
const folder = mkdtempSync(join(tmpdir(), 'busker-before-0033-'));
const all = join(import.meta.dirname, '../../prisma/migrations');
for (const name of readdirSync(all)) {
  if (name < '0033') cpSync(join(all, name), join(folder, name), { recursive: true });
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
const [vera = '', fern = '', finn = ''] = await addPeople({ query }, 3);
await query('SELECT ledger.post($1::jsonb)', [
  JSON.stringify([
    {
      ...{ n: 1, id: newId(), kind: 'issue', owner: vera, route: 'test', key: newId(), hash: hashRequest({}) },
      moves: [{ from: 'issued:paid', fromOwner: platformId, to: 'wallet:paid', toOwner: vera, amount: 10_000_000 }],
    },
  ]),
]);

async function tip(performer: string, amount: number, given: { readonly private?: boolean } = {}): Promise<void> {
  const order = {
    ...{ n: 1, id: newId(), viewer: vera, viewerName: 'V', viewerHandle: 'v', performer, amount, anonymous: false },
    ...{ split: { name: 'p2p-share', version: 1 }, private: given.private ?? false, key: newId() },
    hash: hashRequest({ amount }),
  };
  await query(`SELECT tip_accept($1::jsonb, true, '{}')`, [JSON.stringify([order])]);
}
const settle = (performer: string) => query('SELECT tip_settle($1, 500, $2)', [performer, newId()]);
const setGoal = (title: string, performer = fern) =>
  query(
    'INSERT INTO tip_goal (id, performer_id, title, target_tokens, created_at, settled_tokens) VALUES ($1, $2, $3, 9, clock_timestamp(), 0)',
    [newId(), performer, title],
  );
const endGoal = (performer = fern) =>
  query('UPDATE tip_goal SET ended_at = clock_timestamp() WHERE performer_id = $1 AND ended_at IS NULL', [performer]);
const figures = async () => {
  const rows = await query<{ title: string; has: string }>('SELECT title, settled_tokens::text AS has FROM tip_goal');
  return Object.fromEntries(rows.map(({ title, has }) => [title, has]));
};
/** So that no two times are of one millisecond. */
const later = () => query('SELECT pg_sleep(0.005)');

await setGoal('Kept');
await tip(fern, 7);
await settle(fern);
await later();
await endGoal();
await setGoal('Waited');
await tip(fern, 1);
await settle(fern);
await tip(fern, 30);
await tip(fern, 40, { private: true });
await later();
await endGoal();
await later();
await setGoal('Open');
await setGoal('Of somebody else', finn);
await tip(fern, 5);
await later();
await endGoal(finn);
await settle(fern);
await tip(fern, 2);

t.test('What was lost is found, and what waits is divided as before', async (t) => {
  t.same(await figures(), { Kept: '7', Waited: '1', Open: '5', 'Of somebody else': '0' }, 'lost before');
  t.same((await migrate({ url: adminUrl })).at(0), '0033_judged_when_locked');
  t.same(await figures(), { Kept: '7', Waited: '31', Open: '5', 'Of somebody else': '0' });
  await endGoal();
  await settle(fern);
  t.same(await figures(), { Kept: '7', Waited: '31', Open: '7', 'Of somebody else': '0' });
});
