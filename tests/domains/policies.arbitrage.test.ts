/** Whether prices can be turned into money: what passes is played against, and so are judges that are wrong on purpose. */
import fc from 'fast-check';
import { pino } from 'pino';
import t from 'tap';
import { seed } from '../../prisma/seed.ts';
import { readPolicy, setPolicy } from '../../server/domains/policies/index.ts';
import { presets } from '../../server/domains/policies/rules/presets.ts';
import { findUnsound, type PriceList } from '../../server/domains/policies/rules/sound.ts';
import { systemClock } from '../../server/kernel/clock.ts';
import { Refusal } from '../../server/kernel/refusal.ts';
import { openDatabase } from '../../server/platform/database/index.ts';
import { startDatabase } from '../world/database.ts';
import { castMember } from './people-stage.ts';
import { type Change, games, play } from './policies.game.ts';

type Judge = (list: PriceList, lowestPayout: number | null) => boolean;

/** What a deployment with such a judge does with a change. */
function judgedBy(isSound: Judge): Change {
  let lowest: number | null = null;
  return async (list) => {
    if (!isSound(list, lowest)) return null;
    lowest = Math.min(list.payoutMicroUsd, lowest ?? list.payoutMicroUsd);
    return list;
  };
}
const ours: Judge = (list, lowest) => findUnsound(list, lowest) === null;

t.test('Nobody makes money out of any prices that pass, however they change', async (t) => {
  const tally = { accepted: 0, refused: 0 };
  const property = fc.asyncProperty(games, (game) => play(game, judgedBy(ours), tally));
  await fc.assert(property, { numRuns: 4_000 });
  t.ok(tally.accepted > 1_000 && tally.refused > 1_000, `${tally.accepted} lists passed, ${tally.refused} did not`);
});

t.test('Judges that forget something are beaten by the same game', async (t) => {
  const wrong: Record<string, Judge> = {
    'bonus tokens': (list, lowest) =>
      ours({ ...list, packs: list.packs.map((pack) => ({ ...pack, bonusTokens: 0 })) }, lowest),
    'all packs but the first': (list, lowest) => ours({ ...list, packs: list.packs.slice(0, 1) }, lowest),
    'what was sold': (list) => ours(list, null),
    'the last millionth': ({ packs, payoutMicroUsd }, lowest) =>
      ours(
        { payoutMicroUsd, packs: packs.map((pack) => ({ ...pack, priceMicroUsd: pack.priceMicroUsd + 1 })) },
        lowest,
      ),
  };
  for (const [forgotten, judge] of Object.entries(wrong)) {
    const tally = { accepted: 0, refused: 0 };
    const property = fc.asyncProperty(games, (game) => play(game, judgedBy(judge), tally));
    const { failed } = await fc.check(property, { numRuns: 20_000 });
    t.ok(failed, `forgets ${forgotten}`);
  }
});

t.test('The same game against what is stored', async (t) => {
  const postgres = await startDatabase();
  await seed({ url: postgres.adminUrl, clock: systemClock });
  const database = openDatabase({ url: postgres.url, log: pino({ level: 'silent' }) });
  t.teardown(async () => {
    await database.close();
    await postgres.close();
  });
  const byId = castMember('admin').userId;
  const change: Change = async (list) => {
    try {
      await database.transact((tx) => setPolicy(tx, { ...list, byId, reason: 'The game goes on' }));
      return await readPolicy(database.read);
    } catch (thrown) {
      if (thrown instanceof Refusal && thrown.code === 'PRICE_ARBITRAGE') return null;
      throw thrown;
    }
  };
  const tally = { accepted: 0, refused: 0 };
  const property = fc.asyncProperty(games, async (game) => {
    await postgres.query('TRUNCATE price_policy');
    await play(game, change, tally);
  });
  await fc.assert(property, { numRuns: 60 });
  t.ok(tally.accepted > 10 && tally.refused > 10, `${tally.accepted} lists passed, ${tally.refused} did not`);
});

t.test('What the documents sell, and what they would have sold, is told apart', async (t) => {
  t.equal(findUnsound(presets['creator-first'], null), null);
  t.equal(findUnsound(presets['platform-fee'], null), null);
  // The $60 pack with 300 of 2,000 on top that would cash out for $115.
  const pack = { id: 'pro', tokens: 2_000, bonusTokens: 300, priceMicroUsd: 60_000_000 };
  t.same(findUnsound({ packs: [pack], payoutMicroUsd: 50_000 }, null), { why: 'pack_pays_out', packId: 'pro' });
  t.equal(findUnsound({ packs: [pack], payoutMicroUsd: 26_086 }, null), null, '2,300 × 26,086 = 59,997,800');
  t.match(
    findUnsound({ packs: [pack], payoutMicroUsd: 26_087 }, null),
    { packId: 'pro' },
    '2,300 × 26,087 = 60,000,100',
  );
  const { packs } = presets['creator-first'];
  t.equal(findUnsound({ packs, payoutMicroUsd: 50_000 }, 50_000), null, 'the same rate');
  t.same(findUnsound({ packs, payoutMicroUsd: 50_001 }, 50_000), { why: 'raises_sold' });
  const huge = { id: 'huge', tokens: 1_000_000, bonusTokens: 1_000_000, priceMicroUsd: 100_000_000_000 };
  t.match(
    findUnsound({ packs: [huge], payoutMicroUsd: 1_000_000 }, null),
    { packId: 'huge' },
    'the largest there can be',
  );
});
