/** What was given is divided once, exactly, whoever divides and however often; what waits is never lost. */
import t from 'tap';
import { present } from '#kernel/assert.ts';
import { newId } from '#kernel/ids.ts';
import { fineTokensText } from '#kernel/money.ts';
import { demoNovaId, demoStreamId } from '../../prisma/demo.ts';
import { reconcileBooks } from '../../server/domains/ledger/index.ts';
import { pauseSettlement, readSettlement, tipChecks } from '../../server/domains/tips/index.ts';
import { readEarnings } from '../../server/domains/wallets/index.ts';
import { systemClock } from '../../server/kernel/clock.ts';
import { until } from '../world/until.ts';
import { noNews } from './ledger-stage.ts';
import { castMember } from './people-stage.ts';
import { balanceOf, give, goLive, log, mara, moneyState, openTipsStage, richPerson } from './tips-stage.ts';

const stage = await openTipsStage(t);
const { postgres, one, other } = stage;
const { read } = one.database;
const nobody = '00000000-0000-0000-0000-000000000000';

const waiting = async () => (await readSettlement(read)).tips;
async function settleAll(): Promise<number> {
  let divided = 0;
  await until('end of what waits', async () => {
    divided += await one.settle();
    return (await waiting()) === 0;
  });
  return divided;
}

t.test('A tip is divided by the split of its session, and giver and performer are told', async (t) => {
  const giver = await richPerson(stage, 100);
  const { tip } = await give(one, giver, { amount: 33 });
  t.match(await readEarnings(read, mara), { settled: '0', unsettled: '23.1', total: '23.1' });
  t.equal(await one.settle(), 1);
  t.match(await readEarnings(read, mara), { settled: '23.1', unsettled: '0', total: '23.1' });
  t.equal(await balanceOf(postgres, nobody, 'platform:revenue'), 99_000n);
  t.equal(await balanceOf(postgres, mara, 'unsettled'), 0n);
  await until('both notes', () => one.notes.length >= 2);
  t.match(
    one.notes.find(({ channel }) => 'person' in channel && channel.person === giver.userId),
    { name: 'tip.settled', body: { tips: [tip.id], earnings: null } },
  );
  t.match(
    one.notes.find(({ channel }) => 'person' in channel && channel.person === mara),
    { name: 'tip.settled', body: { tips: [tip.id], earnings: { settled: '23.1' } } },
  );
  t.equal(await one.settle(), 0, 'once');
});

t.test('Many tips of a person are one note, and nobody hears of it more than once a second', async (t) => {
  const giver = await richPerson(stage, 100);
  const tips = await Promise.all(Array.from({ length: 20 }, () => give(one, giver, { amount: 1 })));
  one.notes.length = 0;
  t.equal(await settleAll(), 20);
  const told = () => one.notes.filter(({ channel }) => 'person' in channel && channel.person === giver.userId);
  const ids = () => told().flatMap(({ body }) => (body as { tips: string[] }).tips);
  await until('all of them', () => ids().length === 20);
  t.same(ids().toSorted(), tips.map(({ tip }) => tip.id).toSorted());
  t.equal(told().length, 1);
});

t.test('Of several who divide at once each tip is one’s', async (t) => {
  const givers = await Promise.all(Array.from({ length: 8 }, () => richPerson(stage, 1_000)));
  for (let round = 0; round < 4; round += 1) {
    await Promise.all(
      givers.flatMap((giver) => [
        give(one, giver, { amount: 3 }),
        give(other, giver, { creatorId: demoNovaId, amount: 7 }),
      ]),
    );
  }
  const before = await balanceOf(postgres, mara, 'earnings');
  let divided = 0;
  await until('end of what waits', async () => {
    const counts = await Promise.all([one.settle(), other.settle(), one.settle(), other.settle()]);
    divided += counts.reduce((sum, count) => sum + count, 0);
    return (await waiting()) === 0;
  });
  t.equal(divided, 64);
  t.equal((await balanceOf(postgres, mara, 'earnings')) - before, 32n * 21_000n);
  t.equal(await balanceOf(postgres, demoNovaId, 'earnings'), 32n * 70_000n);
  const [twice] = await postgres.query(
    'SELECT count(*)::int AS tips FROM tip_settlement GROUP BY tip_id HAVING count(*) > 1',
  );
  t.equal(twice, undefined);
});

t.test('While settlement is stopped tips are accepted and wait; then nothing is missing', async (t) => {
  const giver = await richPerson(stage, 100);
  const [admin] = [castMember('admin').userId];
  const change = { byId: admin, reason: 'A test', at: new Date() };
  const pause = await one.database.transact((tx) => pauseSettlement(tx, { ...change, paused: true }));
  t.match(pause, { reason: 'A test' });
  await one.database.transact((tx) => pauseSettlement(tx, { ...change, reason: 'Another', paused: true }));
  t.match((await readSettlement(read)).paused, { reason: 'A test' }, 'stopping what is stopped changes nothing');
  for (let at = 0; at < 5; at += 1) await give(one, giver, { amount: 2 });
  const before = await moneyState(postgres);
  t.same(await Promise.all([one.settle(), other.settle()]), [0, 0]);
  t.equal(await moneyState(postgres), before, 'nothing is divided');
  t.equal(await waiting(), 5);
  const earned = await readEarnings(read, mara);
  t.equal(earned.unsettled, '7', 'the performer sees it');
  t.equal(await one.database.transact((tx) => pauseSettlement(tx, { ...change, paused: false })), null);
  t.equal(await settleAll(), 5);
  t.match(await readEarnings(read, mara), { unsettled: '0', total: earned.total });
});

t.test('Every split divides every amount exactly, to the last ten-thousandth', async (t) => {
  const splits = await postgres.query<{ name: string; creator_bp: number; platform_bp: number; pool_bp: number }>(
    'SELECT name, creator_bp, platform_bp, pool_bp FROM split WHERE version = 1 ORDER BY name',
  );
  const sums = async () =>
    Promise.all([
      balanceOf(postgres, mara, 'earnings'),
      balanceOf(postgres, nobody, 'platform:revenue'),
      balanceOf(postgres, nobody, 'relay:pool'),
    ]);
  for (const { name, ...bp } of splits) {
    await postgres.query('UPDATE stream_session SET ended_at = now() WHERE stream_id = $1 AND ended_at IS NULL', [
      demoStreamId,
    ]);
    await goLive(postgres, demoStreamId, name);
    const giver = await richPerson(stage, 2_000_000);
    const before = await sums();
    const amounts = [1, 2, 3, 7, 99, 12_345, 999_999];
    for (const amount of amounts) await give(one, giver, { amount });
    await settleAll();
    const after = await sums();
    const total = BigInt(amounts.reduce((sum, amount) => sum + amount, 0));
    const parts = [bp.creator_bp, bp.platform_bp, bp.pool_bp].map((share) => total * BigInt(share));
    t.same(
      after.map((units, at) => units - (before[at] ?? 0n)),
      parts,
      `${name}: ${parts.map(fineTokensText).join(' + ')}`,
    );
  }
  t.equal(splits.length, 5);
});

t.test('A tip whose session is over is divided all the same', async (t) => {
  const giver = await richPerson(stage, 10);
  await give(one, giver, { amount: 10 });
  await postgres.query('UPDATE stream_session SET ended_at = now() WHERE stream_id = $1 AND ended_at IS NULL', [
    demoStreamId,
  ]);
  await postgres.query(`UPDATE stream SET state = 'OFFLINE', ended_at = now() WHERE id = $1`, [demoStreamId]);
  t.equal(await settleAll(), 1);
});

t.test('Who divides the same batch again, after an answer that was lost, divides nothing', async (t) => {
  const giver = await richPerson(stage, 10);
  await give(one, giver, { creatorId: mara, amount: 10 });
  const transfer = newId();
  const call = () => one.database.call((run) => run`SELECT tip_settle(${mara}::uuid, 500, ${transfer}::uuid) AS tips`);
  t.same(await call(), [{ tips: 1 }]);
  t.same(await call(), [{ tips: 0 }]);
});

t.test('The books agree with the tips', async (t) => {
  const books = { database: one.database, news: noNews, clock: systemClock, log };
  const found = present(await reconcileBooks(books, tipChecks()), 'the comparison');
  t.same(
    found.checks.filter(({ holds }) => !holds),
    [],
  );
  t.ok(found.holds);
});
