/** The figures of a performer are the sum of their tips at every moment: divided, half divided, given by name, privately, anonymously. */
import fc from 'fast-check';
import t from 'tap';
import { reconcileBooks } from '../../server/domains/ledger/index.ts';
import { tipChecks } from '../../server/domains/tips/index.ts';
import { systemClock } from '../../server/kernel/clock.ts';
import { noNews } from './ledger-stage.ts';
import { call, castMember } from './people-stage.ts';
import { give, log, mara, openTipsStage, richPerson } from './tips-stage.ts';

const stage = await openTipsStage(t);
const { postgres, one, other } = stage;
const performer = castMember('performer');
const stranger = await richPerson(stage, 0);

const summed = `
  SELECT count(*)::int AS tips, coalesce(sum(amount), 0)::text AS tokens, coalesce(max(amount), 0)::text AS largest,
    (count(DISTINCT viewer_id) FILTER (WHERE NOT anonymous) + CASE WHEN bool_or(anonymous) THEN 1 ELSE 0 END)::int AS tippers
  FROM tip WHERE performer_id = $1 AND ($2 OR NOT private)`;

async function same(t: Tap, when: string): Promise<void> {
  for (const [caller, all] of [
    [performer, true],
    [stranger, false],
  ] as const) {
    const [expected] = await postgres.query<object>(summed, [mara, all]);
    const { tips, tokens, largest, tippers } = await one.routes.tipStats(call({ caller, params: { creatorId: mara } }));
    t.same({ tips, tokens, largest, tippers }, expected, `${when}, ${all ? 'to the performer' : 'to others'}`);
  }
}
type Tap = Pick<typeof t, 'same'>;

const tip = fc.record({
  who: fc.nat(3),
  amount: fc.integer({ min: 1, max: 9 }),
  private: fc.boolean(),
  anonymous: fc.boolean(),
});

t.test('Whatever is given and whenever it is divided', async (t) => {
  const runs = fc.asyncProperty(fc.array(tip, { minLength: 1, maxLength: 5 }), async (tips) => {
    // New people: who gave first privately and then by name is counted once.
    const people = await Promise.all([0, 1, 2, 3].map(() => richPerson(stage, 100)));
    for (const { who, ...asked } of tips) {
      const giver = people[who];
      if (giver !== undefined) await give(one, giver, asked);
      if (asked.amount % 3 === 0) await Promise.all([one.settle(), other.settle()]);
      await same(t, 'while some wait');
    }
    await one.settle();
    await same(t, 'when all are divided');
  });
  await fc.assert(runs, { numRuns: 6 });
  const deps = { database: one.database, news: noNews, clock: systemClock, log };
  const differing = async () => (await reconcileBooks(deps, tipChecks()))?.checks.filter(({ holds }) => !holds);
  t.same(await differing(), [], 'and the comparison finds nothing');
  await postgres.query('UPDATE tip_total SET named = named - 1 WHERE performer_id = $1 AND NOT private', [mara]);
  t.match(await differing(), [{ name: 'tips-totals' }], 'until a figure is another');
});
