/** Prices at the start of a process and when staff change them: one list, kept for good, and nothing unsound. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import t from 'tap';
import { seed } from '../../prisma/seed.ts';
import { ensurePolicy, policiesPersonalData, policyRoutes, setPolicy } from '../../server/domains/policies/index.ts';
import { presets } from '../../server/domains/policies/rules/presets.ts';
import { systemClock } from '../../server/kernel/clock.ts';
import { openDatabase } from '../../server/platform/database/index.ts';
import { getEconomy } from '../../server/protocol/http/economy.ts';
import { startDatabase } from '../world/database.ts';
import { call, castMember, codeOf } from './people-stage.ts';
import { copyOf } from './personal-data.ts';

const postgres = await startDatabase();
await seed({ url: postgres.adminUrl, clock: systemClock });
const database = openDatabase({ url: postgres.url, log: pino({ level: 'silent' }) });
t.teardown(async () => {
  await database.close();
  await postgres.close();
});
const byId = castMember('admin').userId;
const { packs } = presets['creator-first'];

const versions = () =>
  postgres.query<{ preset: string | null; payout: number; by_id: string | null; reason: string | null }>(
    'SELECT preset, payout_micro_usd::int AS payout, by_id, reason FROM price_policy ORDER BY version',
  );
const payouts = async () => (await versions()).map(({ payout }) => payout);
const set = (payoutMicroUsd: number, list = packs) =>
  database.transact((tx) => setPolicy(tx, { packs: list, payoutMicroUsd, byId, reason: 'Cards became dearer' }));
const economy = () => policyRoutes({ database, preset: 'creator-first' }).getEconomy(call({}));

t.test('A new deployment begins with its preset, once, and what is stored stays', async (t) => {
  await Promise.all([1, 2, 3].map(() => ensurePolicy({ database, preset: 'creator-first' })));
  t.same(await versions(), [{ preset: 'creator-first', payout: 50_000, by_id: null, reason: null }]);
  await ensurePolicy({ database, preset: 'platform-fee' });
  t.equal((await versions()).length, 1, 'another preset is for new deployments');
});

t.test('Everybody may read what tokens cost and who gets what', async (t) => {
  const { policy, splits, defaultSplit } = getEconomy.answer.parse(await economy());
  t.match(policy, { version: 1, preset: 'creator-first', payoutMicroUsd: '50000' });
  t.match(policy.packs[1], { id: 'tokens-500', tokens: '500', bonusTokens: '25', priceMicroUsd: '47990000' });
  t.ok(Math.abs(Date.parse(policy.madeAt) - systemClock.now()) < 60_000);
  t.equal(defaultSplit, 'creator-first');
  t.same(
    splits.map(({ name, version, creatorBp, platformBp, poolBp }) => [name, version, creatorBp, platformBp, poolBp]),
    [
      ['creator-first', 1, 10_000, 0, 0],
      ['p2p-creator-85', 1, 8_500, 750, 750],
      ['p2p-share', 1, 6_800, 1_500, 1_700],
      ['p2p-share-literal', 1, 6_800, 1_500, 1_700],
      ['platform-fee', 1, 7_000, 3_000, 0],
    ],
  );
});

t.test('A change that could be turned into money is refused and leaves no trace', async (t) => {
  const cheap = [{ id: 'bargain', tokens: 100, bonusTokens: 1, priceMicroUsd: 5_000_000 }];
  const refused = await set(50_000, [...packs, ...cheap]).catch((error: unknown) => error);
  t.match(refused, { code: 'PRICE_ARBITRAGE', facts: { why: 'pack_pays_out', packId: 'bargain' } });
  t.match(refused, { message: 'Pack bargain would pay out more than it costs.' });
  const raised = await set(50_001).catch((error: unknown) => error);
  t.match(raised, { code: 'PRICE_ARBITRAGE', facts: { why: 'raises_sold' } }, 'though every pack costs more than that');
  t.equal(await codeOf(set(40_000, [...packs, ...packs])), 'CONFLICT', 'two packs of one name');
  t.same(await payouts(), [50_000]);
});

t.test('A change that is sound holds from then on, and is whose it is', async (t) => {
  t.match(await set(45_000), { preset: null, payoutMicroUsd: 45_000, packs });
  t.match((await economy()).policy, { payoutMicroUsd: '45000', preset: null });
  t.same((await versions()).at(-1), { preset: null, payout: 45_000, by_id: byId, reason: 'Cards became dearer' });
  t.equal(await codeOf(set(50_000)), 'PRICE_ARBITRAGE', 'what it was before is a raise now');
  t.match(await copyOf(policiesPersonalData, database.read, byId), {
    priceLists: [{ madeAt: Date, reason: 'Cards became dearer' }],
  });
});

t.test('Changes at the same moment are judged one after the other', async (t) => {
  const outcomes = await Promise.all([44_000, 43_000, 42_000, 41_000].map((rate) => codeOf(set(rate))));
  t.ok(outcomes.every((outcome) => outcome === 'no refusal' || outcome === 'PRICE_ARBITRAGE'));
  const held = await payouts();
  t.same(
    held,
    held.toSorted((a, b) => b - a),
    'the rate only fell',
  );
  t.equal(held.at(-1), 41_000);
});

t.test('What the application forgets the database refuses', async (t) => {
  const app = new pg.Client({ connectionString: postgres.url });
  await app.connect();
  t.teardown(() => app.end());
  const insert = (list: unknown, payout: number) =>
    app.query('INSERT INTO price_policy (packs, payout_micro_usd) VALUES ($1, $2)', [JSON.stringify(list), payout]);
  const [pack] = packs;
  await t.rejects(insert([{ ...pack, priceMicroUsd: 1 }], 40_000), { code: '23514' }, 'a pack that pays out');
  await t.rejects(insert(packs, 49_000), { code: '23514' }, 'a rate that rises');
  await t.rejects(insert([{ id: 'none' }], 40_000), { code: '23514' }, 'a pack without a price');
  await t.rejects(insert([{ ...pack, tokens: -5 }], 40_000), { code: '23514' }, 'a pack of less than nothing');
  const denied = ['UPDATE price_policy SET payout_micro_usd = 1', 'DELETE FROM price_policy', 'TRUNCATE price_policy'];
  const shares = ['UPDATE split SET pool_bp = 1', `INSERT INTO split VALUES ('mine', 1, 10000, 0, 0)`];
  for (const sql of [...denied, ...shares]) await t.rejects(app.query(sql), { code: '42501' }, sql);
  const sum = `INSERT INTO split VALUES ('mine', 1, 9999, 0, 0)`;
  await t.rejects(postgres.query(sum), { code: '23514' }, 'shares sum to the whole');
});

t.test('No process starts where what is stored could be turned into money, and it says why', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'busker-start-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  // By hand, as the owner, past everything.
  await postgres.query('ALTER TABLE price_policy DISABLE TRIGGER sound');
  await postgres.query('INSERT INTO price_policy (packs, payout_micro_usd) VALUES ($1, 300000)', [
    JSON.stringify(packs),
  ]);
  t.equal(await codeOf(ensurePolicy({ database, preset: 'creator-first' })), 'PRICE_ARBITRAGE');
  const env = {
    ...{ DATABASE_URL: postgres.url, REDIS_URL: 'redis://127.0.0.1:1', BUSKER_DATA_DIR: folder },
    BUSKER_SECRET: 'the secret of a test, longer than thirty-two characters',
  };
  for (const program of ['api', 'worker']) {
    const path = join(import.meta.dirname, `../../server/${program}.ts`);
    const { status, stdout } = spawnSync(process.execPath, ['--no-warnings', path], {
      env,
      encoding: 'utf8',
      timeout: 30_000,
    });
    t.equal(status, 1, program);
    t.match(stdout, /Pack tokens-100 would pay out more than it costs\./);
  }
  await postgres.query('DELETE FROM price_policy WHERE payout_micro_usd = 300000');
  await postgres.query('INSERT INTO price_policy (packs, payout_micro_usd) VALUES ($1, 41500)', [
    JSON.stringify(packs),
  ]);
  const raised = ensurePolicy({ database, preset: 'creator-first' });
  await t.rejects(raised, { code: 'PRICE_ARBITRAGE', facts: { why: 'raises_sold' } }, 'a rate that was raised by hand');
  await postgres.query('ALTER TABLE price_policy ENABLE TRIGGER sound');
  await set(41_000);
  await ensurePolicy({ database, preset: 'creator-first' });
  t.equal((await payouts()).at(-1), 41_000, 'a list that is sound heals it');
});
