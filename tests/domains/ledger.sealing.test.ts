/** Sealing: every transfer in exactly one seal, whatever is under way, dies or comes late; and nobody may touch a seal. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import pg from 'pg';
import t from 'tap';
import { sealTransfers } from '../../server/domains/ledger/index.ts';
import { until } from '../world/until.ts';
import { openSealStage } from './ledger-seal-stage.ts';
import { issue, tip } from './ledger-stage.ts';

const stage = await openSealStage(t, { maxConnections: 24 });
const { postgres, database, post, give, people, seal, sealAll, seals, verify, tamper } = stage;
const [vera = '', fern = '', ...others] = await people(22);

/** How often each transfer is in a seal, as the seals themselves say; and whether none is left. */
async function counts(): Promise<{ keys: number; once: number; rolls: number }> {
  const [row] = await postgres.query<{ keys: number; once: number; rolls: number }>(`
    SELECT (SELECT count(*)::int FROM ledger.key) AS keys,
      (SELECT count(*)::int FROM ledger.key k
        WHERE (SELECT count(*) FROM ledger.seal s WHERE position(uuid_send(k.transfer_id) IN s.roll) > 0) = 1) AS once,
      (SELECT coalesce(sum(transfers), 0)::int FROM ledger.seal) AS rolls`);
  return row ?? { keys: -1, once: -1, rolls: -1 };
}

async function connected(t: { teardown(end: () => unknown): void }): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  t.teardown(() => client.end());
  return client;
}
const postBy = (client: pg.Client, order: ReturnType<typeof tip>) => {
  const text = JSON.stringify([{ n: 1, ...order }], (_, value) => (typeof value === 'bigint' ? Number(value) : value));
  return client.query('SELECT outcome FROM ledger.post($1::jsonb)', [text]);
};

t.test('Nothing to seal makes no seal', async (t) => {
  t.equal(await sealAll(), 0);
  t.same(await seals(), []);
  t.match(await verify(), { code: 0, said: /0 sealed transfers .* none waits.*Nothing is sealed yet/ });
});

t.test('What was posted is sealed, each seal is a line of the log, and the verifier computes the same', async (t) => {
  await give(vera, 10_000);
  await give(vera, 5, 'promo');
  await post(tip(vera, fern, 7));
  await t.equal(await seal(), 0, 'the first run looks what there is');
  const told: object[] = [];
  t.equal(await sealTransfers({ database, log: { info: (facts) => void told.push(facts) } }), 3);
  const [made] = await seals();
  t.match(made, { n: '1', transfers: 3, moves: 4 }, 'a tip out of two wallets is two movements');
  t.match(told, [{ head: `1:${made?.hash}`, transfers: 3, moves: 4 }]);
  t.match(await verify(), {
    code: 0,
    said: new RegExp(`3 sealed transfers \\(4 movements\\) in 1 seals.*1:${made?.hash}`),
  });
});

t.test(
  'A transfer that is under way while others are sealed is sealed by the next, though its time is older',
  async (t) => {
    const slow = await connected(t);
    await slow.query('BEGIN');
    await postBy(slow, issue(fern, 1));
    await post(tip(vera, fern, 1), tip(vera, fern, 2));
    t.equal(await sealAll(), 0, 'who came after it waits for it, nobody is passed over');
    await slow.query('COMMIT');
    t.equal(await sealAll(), 3);
    t.match(await verify(), { code: 0 });
  },
);

t.test('A transaction that is rolled back, or that only reads, holds up nothing', async (t) => {
  const reading = await connected(t);
  await reading.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
  await reading.query('SELECT count(*) FROM ledger.move');
  const undone = await connected(t);
  await undone.query('BEGIN');
  await postBy(undone, issue(fern, 1));
  await post(tip(vera, fern, 1));
  await undone.query('ROLLBACK');
  t.equal(await sealAll(), 1, 'its place stays empty');
  await reading.query('COMMIT');
  t.match(await verify(), { code: 0 });
});

t.test(
  'Of ten sealers at once each transfer is in one seal, while twenty connections post',
  { timeout: 120_000 },
  async (t) => {
    for (const person of others) await give(person, 1_000);
    let posting = true;
    const sealers = [0, 1].map(async () => {
      while (posting) await seal();
    });
    const posters = others.map(async (person, at) => {
      for (let round = 0; round < 30; round += 1) await post(tip(person, others[(at + 1) % others.length] ?? '', 1));
    });
    await Promise.all(posters);
    posting = false;
    await Promise.all([...sealers, ...Array.from({ length: 10 }, seal)]);
    await sealAll();
    const { keys, once: inOne, rolls } = await counts();
    t.ok(keys > 600);
    t.same({ inOne, rolls }, { inOne: keys, rolls: keys }, 'exactly one');
    t.ok((await seals()).length > 3, 'they did seal meanwhile');
    t.match(await verify(), { code: 0, said: new RegExp(`${keys} sealed transfers`) });
  },
);

t.test('A sealer that is killed leaves nothing half done', async (t) => {
  const file = join(import.meta.dirname, 'fixtures/ledger-sealer.ts');
  for (let round = 0; round < 4; round += 1) {
    const child = spawn(process.execPath, [file, postgres.url], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    for (let at = 0; at < 20 + round * 7; at += 1) await post(tip(vera, fern, 1));
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await until('another sealer', async () => {
    await sealAll();
    const { keys, once: inOne } = await counts();
    return keys === inOne;
  });
  t.match(await verify(), { code: 0 });
});

t.test('Restored into a cluster whose transactions are numbered from the beginning, it is sealed on', async (t) => {
  await post(tip(vera, fern, 1));
  await seal();
  await tamper(`UPDATE ledger.seal_mark SET xid = '9000000000000000000'`);
  t.equal(await seal(), 1, 'a mark from beyond the end holds up nothing');
  await post(tip(vera, fern, 1));
  t.equal(await sealAll(), 1);
  t.match(await verify(), { code: 0 });
});

t.test('Sealing is a transaction of its own, and its size has bounds', async (t) => {
  const client = await connected(t);
  await client.query('BEGIN');
  await client.query('SELECT pg_current_xact_id()');
  await t.rejects(client.query('SELECT * FROM ledger.add_seal(10)'), { code: '25001' });
  await client.query('ROLLBACK');
  for (const most of [0, -1, -2_147_483_648]) {
    await post(tip(vera, fern, 1));
    await seal();
    const { rows } = await client.query('SELECT transfers FROM ledger.add_seal($1)', [most]);
    t.same(rows, [{ transfers: 1 }], `${most}: one`);
  }
  await t.rejects(client.query('SELECT * FROM ledger.add_seal(2147483648)'), { code: /^(22003|42883)$/ });
  const { rows } = await client.query('SELECT * FROM ledger.add_seal(NULL)');
  t.same(rows, []);
});

t.test(
  'More waits than a seal holds: in their order, none left out, and who comes later holds none of it up',
  async (t) => {
    await sealAll();
    const [client, slow] = [await connected(t), await connected(t)];
    const made = await post(tip(vera, fern, 1), tip(vera, fern, 2), tip(vera, fern, 3));
    t.equal(await seal(), 0, 'looked at');
    const sealed = async (): Promise<string[]> => {
      const rows = (await client.query<{ last: string }>('SELECT last FROM ledger.add_seal(1)')).rows;
      const sql = 'SELECT transfer_id AS id FROM ledger.key WHERE place = $1';
      return Promise.all(
        rows.map(async ({ last }) => (await postgres.query<{ id: string }>(sql, [last]))[0]?.id ?? ''),
      );
    };
    await slow.query('BEGIN');
    await postBy(slow, issue(fern, 1));
    t.same(
      [...(await sealed()), ...(await sealed()), ...(await sealed())],
      made.map(({ transferId }) => transferId),
    );
    t.same(await sealed(), [], 'and what is under way waits');
    await slow.query('COMMIT');
    t.equal(await sealAll(), 1);
    const { keys, once: inOne } = await counts();
    t.equal(inOne, keys);
    t.match(await verify(), { code: 0 });
  },
);

const forTheApplication = [
  'INSERT INTO ledger.seal SELECT * FROM ledger.seal',
  `UPDATE ledger.seal SET hash = repeat('0', 64)`,
  'DELETE FROM ledger.seal',
  'TRUNCATE ledger.seal',
  'SELECT * FROM ledger.seal_mark',
  'UPDATE ledger.seal_mark SET place = 0',
  `SELECT nextval('ledger.key_place')`,
  `SELECT setval('ledger.key_place', 1)`,
  'UPDATE ledger.key SET place = 1',
  `SELECT ledger.field('x')`,
  'ALTER TABLE ledger.seal DISABLE TRIGGER ALL',
];
t.test('The application may read seals and have one made, and nothing else', async (t) => {
  const client = await connected(t);
  for (const sql of forTheApplication) await t.rejects(client.query(sql), { code: '42501' }, sql);
  t.ok((await client.query('SELECT * FROM ledger.seal')).rows.length > 0);
});

t.test('Neither may the owner change one by mistake; and a chain cannot fork', async (t) => {
  for (const sql of forTheApplication.slice(1, 4)) {
    await t.rejects(postgres.query(sql), { code: '42501', message: /append-only/ }, sql);
  }
  const fork = `INSERT INTO ledger.seal SELECT n + 1000, at, first, last + 100000, transfers, moves, previous_hash,
    md5('x') || md5('y'), roll FROM ledger.seal ORDER BY n DESC LIMIT 1`;
  await t.rejects(postgres.query(fork), { code: '23505' });
});
