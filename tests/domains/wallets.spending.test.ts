/** What people allow themselves holds, is tightened at once and loosened slowly; a break has no way back. */
import t from 'tap';
import { hashSecret } from '#kernel/ids.ts';
import { asked, openWalletStage } from './wallets-stage.ts';

const stage = await openWalletStage(t);
const none = { dayTokens: null, weekTokens: null, monthTokens: null };
const hour = 3_600_000;

/** Somebody with tokens, and whom they tip. */
async function pair(tokens = 1_000) {
  const [viewer, performer] = [await stage.add('Vera'), await stage.add('Pia')];
  await stage.give(viewer.id, tokens);
  const limits = async () => (await stage.routes.getSpendingLimits(asked(viewer.id))).limits;
  const set = async (body: Partial<Record<'dayTokens' | 'weekTokens' | 'monthTokens', number | null>>) =>
    (await stage.routes.setSpendingLimits(asked(viewer.id, { body: { ...none, ...body } }))).limits;
  const rest = async (body: { kind: 'cool_off'; hours: number } | { kind: 'exclusion'; days: number }) =>
    (await stage.routes.takeBreak(asked(viewer.id, { body }))).limits;
  return { id: viewer.id, set, limits, rest, tip: (amount: number) => stage.tip(viewer.id, performer.id, { amount }) };
}

/** Makes everything of a viewer this much older. */
async function age(viewer: string, interval: string): Promise<void> {
  await stage.postgres.query('UPDATE tip SET at = at - $2::interval WHERE viewer_id = $1', [viewer, interval]);
}

/** Why somebody may not spend so much, as a tip would be asked. */
async function refusal(viewer: string, tokens: number): Promise<unknown> {
  const [row] = await stage.database.call(
    (run) => run<{ why: unknown }[]>`SELECT spending_refusal(${viewer}::uuid, ${tokens}::integer) AS why`,
  );
  return row?.why;
}

t.test('Who set nothing is limited by nothing', async (t) => {
  const { limits, tip } = await pair();
  t.same(await limits(), {
    ...{ ...none, pending: null, coolOffUntil: null, excludedUntil: null },
    spent: { day: '0', week: '0', month: '0' },
  });
  t.equal((await tip(1_000)).outcome, 'posted');
  t.same((await limits()).spent, { day: '1000', week: '1000', month: '1000' });
});

t.test('A limit is met to the token and not passed by one', async (t) => {
  const { id, set, tip } = await pair();
  await set({ dayTokens: 100 });
  t.equal((await tip(60)).outcome, 'posted');
  const refused = await tip(41);
  t.match(refused, { outcome: 'limited', why: { why: 'limit', period: 'day', limit: '100', spent: '60' } });
  t.same(
    await stage.postgres.query('SELECT FROM ledger.key WHERE owner_id = $1 AND key = $2', [id, hashSecret(refused.id)]),
    [],
  );
  t.equal((await tip(40)).outcome, 'posted');
  t.match(await tip(1), { outcome: 'limited', why: { spent: '100' } });
});

t.test('A limit of nothing lets nothing through', async (t) => {
  const { set, tip } = await pair();
  await set({ monthTokens: 0 });
  t.match(await tip(1), { outcome: 'limited', why: { period: 'month', limit: '0', spent: '0' } });
});

t.test('Each window rolls: what is older than it does not count, what is a moment younger does', async (t) => {
  for (const [period, limit, length] of [
    ['day', 'dayTokens', '1 day'],
    ['week', 'weekTokens', '7 days'],
    ['month', 'monthTokens', '30 days'],
  ] as const) {
    const { id, set, tip } = await pair();
    await set({ [limit]: 10 });
    await tip(10);
    await age(id, `${length} -1 minutes`);
    t.match(await refusal(id, 1), { why: 'limit', period, spent: '10' }, `almost ${length}`);
    await age(id, '1 minute');
    t.equal(await refusal(id, 10), null, length);
    t.match(await refusal(id, 11), { why: 'limit', period, spent: '0' });
  }
});

t.test('Every limit counts: a week’s where the day’s is wide, a month’s where both are', async (t) => {
  const { id, set, tip } = await pair();
  await set({ dayTokens: 50, weekTokens: 80, monthTokens: 100 });
  await tip(50);
  await age(id, '2 days');
  t.match(await refusal(id, 31), { period: 'week', spent: '50' });
  await tip(30);
  await age(id, '6 days');
  t.match(await refusal(id, 21), { period: 'month', spent: '80' });
  t.equal(await refusal(id, 20), null);
  t.match(await refusal(id, 51), { period: 'day', spent: '0' });
});

t.test('Tips at once come under one limit', async (t) => {
  const { set, tip, limits } = await pair();
  await set({ dayTokens: 100 });
  const outcomes = (await Promise.all(Array.from({ length: 12 }, () => tip(30)))).map(({ outcome }) => outcome);
  t.equal(outcomes.filter((outcome) => outcome === 'posted').length, 3);
  t.equal(outcomes.filter((outcome) => outcome === 'limited').length, 9);
  t.equal((await limits()).spent.day, '90');
});

t.test('Sums beyond 2^31 are counted', async (t) => {
  const { id, set, tip } = await pair(1_000_000);
  await set({ monthTokens: 100_000_000 });
  await tip(1_000_000);
  await stage.postgres.query(
    `INSERT INTO tip SELECT (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid()))).*
     FROM tip t CROSS JOIN generate_series(1, 2200) WHERE t.viewer_id = $1`,
    [id],
  );
  t.match(await refusal(id, 1_000_000), { why: 'limit', period: 'month', limit: '100000000', spent: '2201000000' });
  t.match(await refusal(id, 2_147_483_647), { spent: '2201000000' });
});

t.test('Tightening holds at once, loosening after a day, each limit by itself', async (t) => {
  const { id, set, limits, tip } = await pair();
  await set({ dayTokens: 100, weekTokens: 200 });
  const changed = await set({ dayTokens: 500, weekTokens: 150 });
  t.match(changed, { dayTokens: 100, weekTokens: 150, monthTokens: null });
  t.match(changed.pending, { dayTokens: 500, weekTokens: 150, monthTokens: null });
  const waits = Date.parse(changed.pending?.from ?? '') - Date.now();
  t.ok(waits > 23.9 * hour && waits < 24.1 * hour, `${waits} ms`);
  t.match(await tip(101), { outcome: 'limited', why: { period: 'day', limit: '100' } });
  await stage.postgres.query(
    `UPDATE spending_limit SET pending_from = now() + interval '3 seconds' WHERE viewer_id = $1`,
    [id],
  );
  t.match(await refusal(id, 101), { period: 'day', limit: '100' }, 'a moment before');
  await stage.postgres.query('UPDATE spending_limit SET pending_from = now() WHERE viewer_id = $1', [id]);
  t.match(await limits(), { dayTokens: 500, weekTokens: 150, monthTokens: null, pending: null });
  t.match(await tip(151), { outcome: 'limited', why: { period: 'week', limit: '150' } });
  t.equal((await tip(150)).outcome, 'posted');
});

t.test('Taking a limit away is loosening it', async (t) => {
  const { id, set, limits } = await pair();
  await set({ dayTokens: 100 });
  t.match(await set({}), { dayTokens: 100, pending: { dayTokens: null } });
  t.match(await refusal(id, 101), { period: 'day' });
  await stage.postgres.query('UPDATE spending_limit SET pending_from = now() WHERE viewer_id = $1', [id]);
  t.match(await limits(), { dayTokens: null, pending: null });
  t.equal(await refusal(id, 1_000_000), null);
});

t.test('Asking again does not wait longer, asking for more does, tightening calls it off', async (t) => {
  const { id, set } = await pair();
  await set({ dayTokens: 100 });
  await set({ dayTokens: 300 });
  await stage.postgres.query(
    `UPDATE spending_limit SET pending_from = pending_from - interval '20 hours' WHERE viewer_id = $1`,
    [id],
  );
  const hoursLeft = (limits: { pending: { from: string } | null }) =>
    Math.round((Date.parse(limits.pending?.from ?? '') - Date.now()) / hour);
  t.equal(hoursLeft(await set({ dayTokens: 300 })), 4);
  t.equal(hoursLeft(await set({ dayTokens: 200 })), 4);
  t.equal(hoursLeft(await set({ dayTokens: 201 })), 24);
  t.match(await set({ dayTokens: 90 }), { dayTokens: 90, pending: null });
  t.equal(hoursLeft(await set({ dayTokens: 100 })), 24, 'what one had once is loosening too');
});

t.test('Changes at once leave one of them, and none is looser than what held', async (t) => {
  const { id, set, limits } = await pair();
  await set({ dayTokens: 50 });
  await Promise.all([100, 200, 40, 300, 60].map((dayTokens) => set({ dayTokens })));
  t.equal((await limits()).dayTokens, 40);
  t.match(await refusal(id, 41), { limit: '40' });
});

t.test('A break stops everything, is only ever lengthened, and is over when it is over', async (t) => {
  const { id, rest, limits, set, tip } = await pair();
  const first = await rest({ kind: 'cool_off', hours: 10 });
  t.match(await rest({ kind: 'cool_off', hours: 1 }), { coolOffUntil: first.coolOffUntil });
  t.match(await tip(1), { outcome: 'limited', why: { why: 'cool_off', until: first.coolOffUntil } });
  const longer = await rest({ kind: 'cool_off', hours: 72 });
  t.ok((longer.coolOffUntil ?? '') > (first.coolOffUntil ?? ''));
  t.match(await set({}), { coolOffUntil: longer.coolOffUntil }, 'setting limits leaves it');
  await stage.postgres.query('UPDATE spending_limit SET cool_off_until = now() WHERE viewer_id = $1', [id]);
  t.equal((await limits()).coolOffUntil, null);
  t.equal((await tip(1)).outcome, 'posted');
});

t.test('An exclusion holds over a cool-off and over every limit, for as long as the longer of both', async (t) => {
  const { id, rest, set, tip } = await pair();
  await set({ dayTokens: 100_000_000 });
  await rest({ kind: 'cool_off', hours: 72 });
  const { excludedUntil } = await rest({ kind: 'exclusion', days: 1_826 });
  t.match(await rest({ kind: 'exclusion', days: 7 }), { excludedUntil });
  t.match(await tip(1), { outcome: 'limited', why: { why: 'excluded', until: excludedUntil } });
  await stage.postgres.query(
    `UPDATE spending_limit SET excluded_until = now() + interval '1 minute' WHERE viewer_id = $1`,
    [id],
  );
  const why = (await refusal(id, 1)) as { why: string; until: string };
  t.equal(why.why, 'excluded');
  t.ok(Date.parse(why.until) > Date.now() + 71 * hour, 'the cool-off is longer by now');
});

t.test('The application cannot write a pending limit without saying what of each', async (t) => {
  const { id, set } = await pair();
  await set({ dayTokens: 1 });
  for (const pending of ['{}', '{"dayTokens": 5, "weekTokens": 5}', '[1]']) {
    await t.rejects(
      stage.postgres.query('UPDATE spending_limit SET pending = $2, pending_from = now() WHERE viewer_id = $1', [
        id,
        pending,
      ]),
      { code: '23514' },
      pending,
    );
  }
});
