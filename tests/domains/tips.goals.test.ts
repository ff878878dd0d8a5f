/** What came together for a goal is kept, not added up anew, and is at every moment what the tips say. */
import t from 'tap';
import { newId } from '#kernel/ids.ts';
import { reconcileBooks } from '../../server/domains/ledger/index.ts';
import { pauseSettlement, tipChecks } from '../../server/domains/tips/index.ts';
import { readGoal } from '../../server/domains/tips/read-goal.ts';
import { systemClock } from '../../server/kernel/clock.ts';
import type { Reader } from '../../server/platform/database/index.ts';
import { until } from '../world/until.ts';
import { noNews } from './ledger-stage.ts';
import { call, castMember } from './people-stage.ts';
import { give, mara, openTipsStage, richPerson } from './tips-stage.ts';

const stage = await openTipsStage(t);
const { postgres, one, other } = stage;
const { database, routes } = one;

const setGoal = (target = 1_000) =>
  routes.setTipGoal(call({ caller: castMember('performer'), body: { title: 'New strings', target } }));
/** The tips themselves, as the goal's sum was read before it was kept. */
async function sumOfTips(read: Reader): Promise<string> {
  const [row] = await read.$queryRaw<{ sum: string }[]>`
    SELECT coalesce(sum(t.amount), 0)::text AS sum FROM tip_goal g
    JOIN tip t ON t.performer_id = g.performer_id AND t.at >= g.created_at AND NOT t.private
    WHERE g.performer_id = ${mara}::uuid AND g.ended_at IS NULL`;
  return row?.sum ?? '';
}
/** Both, of one moment. */
const both = () => database.snapshot(async (read) => [(await readGoal(read, mara))?.reached, await sumOfTips(read)]);
const settled = () =>
  until('end of what waits', async () => {
    await other.settle();
    const [row] = await postgres.query<{ many: number }>('SELECT count(*)::int AS many FROM settlement_queue');
    return row?.many === 0;
  });

t.test(
  'Forty tips, twenty at once, from two processes, while two divide: the figure is the sum, at every look',
  async (t) => {
    const givers = await Promise.all(Array.from({ length: 10 }, () => richPerson(stage, 1_000)));
    await setGoal();
    let done = false;
    const looks: (readonly (string | undefined)[])[] = [];
    const meanwhile = async (work: () => Promise<unknown>) => {
      while (!done) await work();
    };
    const others = [
      meanwhile(async () => looks.push(await both())),
      meanwhile(() => one.settle()),
      meanwhile(() => other.settle()),
    ];
    for (let first = 0; first < 40; first += 20) {
      const seen = looks.length;
      await Promise.all(
        Array.from({ length: 20 }, (_, at) => {
          const n = first + at;
          const giver = givers[n % givers.length] ?? castMember('viewer');
          return give(n % 2 ? one : other, giver, { amount: n + 1, private: n % 5 === 0, anonymous: n % 3 === 0 });
        }),
      );
      await until('two looks', () => looks.length >= seen + 2);
    }
    done = true;
    await Promise.all(others);
    t.ok(looks.length > 3, `${looks.length} looks`);
    t.same(
      looks.filter(([kept, sum]) => kept !== sum),
      [],
    );
    // 1 + 2 + … + 40, without every fifth from the first.
    const public40 = 820 - [0, 5, 10, 15, 20, 25, 30, 35].reduce((sum, n) => sum + n + 1, 0);
    t.same(await both(), [String(public40), String(public40)]);
    await settled();
    t.same(await both(), [String(public40), String(public40)], 'dividing changes nothing of it');
    const [row] = await postgres.query<{ settled_tokens: string }>(
      'SELECT settled_tokens FROM tip_goal WHERE performer_id = $1 AND ended_at IS NULL',
      [mara],
    );
    t.equal(row?.settled_tokens, String(public40), 'and then it stands in one row');
  },
);

/** Stops dividing, or lets it go on. */
const pause = (paused: boolean) =>
  database.transact((tx) =>
    pauseSettlement(tx, { paused, byId: castMember('admin').userId, reason: 'A test', at: new Date() }),
  );
/** What the books say that does not hold. */
async function differing(): Promise<unknown> {
  const deps = { database, clock: systemClock, log: { error: () => undefined }, news: noNews };
  const made = await reconcileBooks(deps, tipChecks());
  return made?.checks.filter(({ holds }) => !holds);
}

t.test('A goal that ends while its tips wait has them when they are divided', async (t) => {
  const giver = await richPerson(stage, 1_000);
  const end = () => routes.endTipGoal(call({ caller: castMember('performer') }));
  await pause(true);
  const asGiven: string[] = [];
  // Between goals, to each of four, of which the last goes on; one of them gets only what is private.
  for (const given of [[100], [30, 3], [], [7, 5]]) {
    await end();
    await give(one, giver, { amount: 50 });
    await setGoal();
    for (const amount of given) await give(one, giver, { amount });
    await give(one, giver, { amount: 20, private: true });
    asGiven.push((await readGoal(database.read, mara))?.reached ?? '');
  }
  await pause(false);
  await settled();
  const goals = await postgres.query<{ has: string }>(
    'SELECT settled_tokens::text AS has FROM tip_goal WHERE performer_id = $1 ORDER BY created_at DESC LIMIT 4',
    [mara],
  );
  t.same(goals.map(({ has }) => has).reverse(), ['100', '33', '0', '12']);
  t.same(asGiven, ['100', '33', '0', '12'], 'as each showed when it was on');
  t.same(await differing(), []);
  await postgres.query('UPDATE tip_goal SET settled_tokens = 101 WHERE settled_tokens = 100 AND ended_at IS NOT NULL');
  t.match(await differing(), [{ name: 'tips-goals' }], 'one that is over is looked at too');
  await postgres.query('UPDATE tip_goal SET settled_tokens = 100 WHERE settled_tokens = 101');
});

t.test('Goals that are set while tips come and are divided: none counts a tip of before, none loses one', async (t) => {
  const givers = await Promise.all(Array.from({ length: 4 }, () => richPerson(stage, 1_000)));
  let done = false;
  const settling = (async () => {
    while (!done) await Promise.all([one.settle(), other.settle()]);
  })();
  const giving = givers.map(async (giver, n) => {
    for (let round = 0; round < 15; round += 1) await give(n % 2 ? one : other, giver, { amount: 1 });
  });
  for (let round = 0; round < 12; round += 1) {
    await setGoal();
    const [kept, sum] = await both();
    t.equal(kept, sum, `goal ${round}`);
  }
  await Promise.all(giving);
  done = true;
  await settling;
  const [kept, sum] = await both();
  t.equal(kept, sum);
});

t.test('A tip that was divided in the very moment in which a goal was set is in it', async (t) => {
  const giver = await richPerson(stage, 10);
  await give(one, giver, { amount: 7 });
  await settled();
  // As though the clock had stood still: the tip is not older than the goal.
  await postgres.query(`UPDATE tip SET at = at + interval '1 hour' WHERE viewer_id = $1`, [giver.userId]);
  await setGoal();
  t.same(await both(), ['7', '7']);
  await postgres.query(`UPDATE tip SET at = at - interval '1 hour' WHERE viewer_id = $1`, [giver.userId]);
});

t.test('The application cannot write the figure, and an open goal is moved by nobody but settlement', async (t) => {
  await t.rejects(
    database.transact((tx) => tx.$executeRaw`UPDATE tip_goal SET settled_tokens = 999 WHERE ended_at IS NULL`),
    /permission denied/,
  );
  const ended = newId();
  await routes.endTipGoal(call({ caller: castMember('performer') }));
  await postgres.query(
    `INSERT INTO tip_goal (id, performer_id, title, target_tokens, created_at, ended_at, settled_tokens)
     VALUES ($1, $2, 'Over', 5, now() - interval '1 day', now(), 3)`,
    [ended, mara],
  );
  await give(one, await richPerson(stage, 10), { amount: 4 });
  await settled();
  const [row] = await postgres.query<{ settled_tokens: string }>('SELECT settled_tokens FROM tip_goal WHERE id = $1', [
    ended,
  ]);
  t.equal(row?.settled_tokens, '3', 'one that is over stays as it was');
});
