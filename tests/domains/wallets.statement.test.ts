/** A statement shows every movement with the balance after it, and names only who may be named. */
import t, { type Test } from 'tap';
import { walletsPersonalData } from '../../server/domains/wallets/index.ts';
import { Refusal } from '../../server/kernel/refusal.ts';
import { copyOf, eraseAll } from './personal-data.ts';
import { asked, openWalletStage, type WalletStage } from './wallets-stage.ts';

const stage = await openWalletStage(t);

/** Every line follows from the one before it, and the newest says what there is. */
async function holdsTogether(t: Test, { statement, routes }: WalletStage, id: string, limit?: number): Promise<void> {
  const lines = await statement('wallet', id, limit);
  const { balance } = await routes.getWallet(asked(id));
  t.equal(lines[0]?.balance ?? '0', balance, 'the newest line is the balance');
  lines.forEach(({ amount, balance: after }, i) => {
    const before = lines[i + 1]?.balance ?? '0';
    t.equal(BigInt(before) + BigInt(amount), BigInt(after), `line ${i}: ${before} ${amount} ${after}`);
  });
  t.equal(new Set(lines.map(({ transferId }) => transferId)).size, lines.length, 'a line a transfer');
}

t.test('Who has nothing has an empty statement and an empty file', async (t) => {
  const { add, routes, file } = stage;
  const nobody = await add('Nobody');
  t.same(await routes.getStatement(asked(nobody.id, { query: { of: 'wallet' as const, limit: 50 } })), {
    lines: [],
    next: null,
  });
  t.same(await routes.getStatement(asked(nobody.id, { query: { of: 'earnings' as const, limit: 50 } })), {
    lines: [],
    next: null,
  });
  t.equal(await file('earnings', nobody.id), '\ufefftime,kind,amount,balance,name,handle,about,transfer\r\n');
  t.same(await routes.getWallet(asked(nobody.id)), {
    ...{ balance: '0', given: '0', reserved: '0', holds: [] },
    lifetime: { purchased: '0', given: '0', spent: '0', earned: '0' },
  });
});

t.test(
  'One tip that takes from what was given and from what was bought is one line with the whole balance',
  async (t) => {
    const { add, give, tip, statement, routes } = stage;
    const [viewer, performer] = [await add('Vera'), await add('Pia')];
    await give(viewer.id, 30, 'promo');
    await give(viewer.id, 100);
    t.equal((await tip(viewer.id, performer.id, { amount: 50 })).outcome, 'posted');
    t.match(await statement('wallet', viewer.id), [
      {
        kind: 'tip',
        amount: '-50',
        balance: '80',
        with: { displayName: 'Pia', handle: performer.handle },
        about: 'Tip',
      },
      { kind: 'issue', amount: '100', balance: '130', with: null, about: 'Given by Busker' },
      { kind: 'issue', amount: '30', balance: '30', with: null },
    ]);
    t.same(await routes.getWallet(asked(viewer.id)), {
      ...{ balance: '80', given: '0', reserved: '0', holds: [] },
      lifetime: { purchased: '100', given: '30', spent: '50', earned: '0' },
    });
    await holdsTogether(t, stage, viewer.id);
  },
);

t.test('Pages of one line, of two and of all are the same lines, whatever comes meanwhile', async (t) => {
  const { add, give, tip, statement, routes } = stage;
  const [viewer, performer] = [await add('Vera'), await add('Pia')];
  for (let i = 0; i < 6; i += 1) {
    await give(viewer.id, 7, i % 2 === 0 ? 'promo' : 'paid');
    await tip(viewer.id, performer.id, { amount: 5 });
  }
  const all = await statement('wallet', viewer.id);
  t.equal(all.length, 12);
  for (const limit of [1, 2, 3, 12]) t.same(await statement('wallet', viewer.id, limit), all, `pages of ${limit}`);
  const first = await routes.getStatement(asked(viewer.id, { query: { of: 'wallet' as const, limit: 4 } }));
  await tip(viewer.id, performer.id, { amount: 1 });
  const query = { of: 'wallet' as const, limit: 50, before: first.next ?? '' };
  const rest = await routes.getStatement(asked(viewer.id, { query }));
  t.same([...first.lines, ...rest.lines], all);
});

t.test('A span has what happened from its beginning and before its end, with the balances of then', async (t) => {
  const { add, give, tip, statement, file } = stage;
  const [viewer, performer] = [await add('Vera'), await add('Pia')];
  await give(viewer.id, 10, 'promo');
  await give(viewer.id, 10);
  for (let i = 0; i < 4; i += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    await tip(viewer.id, performer.id, { amount: 4 });
  }
  const all = await statement('wallet', viewer.id);
  const times = [...new Set(all.map(({ at }) => at))];
  for (const from of times) {
    for (const to of times) {
      const expected = all.filter(({ at }) => at >= from && at < to);
      t.same(await statement('wallet', viewer.id, 2, { from, to }), expected, `${from} to ${to}`);
      const lines = (await file('wallet', viewer.id, { from, to })).split('\r\n').slice(1, -1);
      t.same(
        lines.map((line) => line.split(',').slice(2, 4)),
        expected.map(({ amount, balance }) => [amount, balance]).reverse(),
        'the file says the same, oldest first',
      );
    }
  }
  t.same(await statement('wallet', viewer.id, 50, { from: '0000-01-01T00:00:00Z', to: '9999-12-31T23:59:59Z' }), all);
});

t.test('Many movements of one millisecond stand in the order in which they happened', async (t) => {
  const { add, database, postgres, statement, file } = stage;
  const viewer = await add('Vera');
  const orders = Array.from({ length: 40 }, (_, i) => ({
    ...{ n: i + 1, id: crypto.randomUUID(), kind: 'issue', owner: nil, route: 'test', key: crypto.randomUUID() },
    hash: '0'.repeat(64),
    moves:
      i % 5 === 4
        ? [{ from: 'wallet', fromOwner: viewer.id, to: 'unsettled', toOwner: viewer.id, amount: 50_000 }]
        : [{ from: issued(i), fromOwner: nil, to: wallet(i), toOwner: viewer.id, amount: 20_000 }],
  }));
  await database.call((run) => run`SELECT outcome FROM ledger.post(${JSON.stringify(orders)}::jsonb)`);
  const [{ moments }] = (await postgres.query<{ moments: number }>(
    `SELECT count(DISTINCT m.at)::integer AS moments FROM ledger.move m
     JOIN ledger.account a ON a.id IN (m.from_id, m.to_id) WHERE a.owner_id = $1`,
    [viewer.id],
  )) as [{ moments: number }];
  t.equal(moments, 1);
  for (const limit of [1, 3, 50]) {
    const lines = await statement('wallet', viewer.id, limit);
    t.equal(lines.length, 40);
    await holdsTogether(t, stage, viewer.id, limit);
  }
  t.equal((await file('wallet', viewer.id)).split('\r\n').length, 42);
});
const nil = '00000000-0000-0000-0000-000000000000';
const issued = (i: number) => (i % 2 === 0 ? 'issued:promo' : 'issued:paid');
const wallet = (i: number) => (i % 2 === 0 ? 'wallet:promo' : 'wallet:paid');

t.test('A performer reads what they earned, and never who gave anonymously or is gone', async (t) => {
  const { add, give, tip, settle, session, statement, erase } = stage;
  const [viewer, gone, performer] = [await add('Vera'), await add('Gone'), await add('Pia')];
  await give(viewer.id, 100);
  await give(gone.id, 100);
  const live = await session(performer.id, 'Late set');
  await tip(viewer.id, performer.id, { amount: 10, anonymous: true, session: live });
  t.equal(await settle(performer.id), 1);
  await tip(viewer.id, performer.id, { amount: 20, private: true, session: live, menuItem: 'A song' });
  t.equal(await settle(performer.id), 1);
  await tip(gone.id, performer.id, { amount: 30 });
  t.equal(await settle(performer.id), 1);
  await tip(viewer.id, performer.id, { amount: 1 });
  await tip(viewer.id, performer.id, { amount: 2, anonymous: true });
  t.equal(await settle(performer.id), 2);
  await erase(gone.id);
  t.match(await statement('earnings', performer.id), [
    { kind: 'settle', amount: '2.1', balance: '44.1', with: null, about: '2 tips' },
    { kind: 'settle', amount: '21', balance: '42', with: null, about: 'One tip' },
    { kind: 'settle', amount: '14', balance: '21', with: { displayName: 'Vera' }, about: 'One tip' },
    { kind: 'settle', amount: '7', balance: '7', with: null, about: 'One tip' },
  ]);
  t.match(
    (await statement('wallet', viewer.id)).map(({ about }) => about),
    ['Tip', 'Tip', 'Private tip: A song, in “Late set”', 'Tip, in “Late set”', 'Given by Busker'],
  );
  t.same(await statement('wallet', performer.id), [], 'earnings are no part of a wallet');
  await erase(performer.id);
  const lines = await statement('wallet', viewer.id);
  t.ok(
    lines.every((line) => line.with === null),
    'an erased performer is not named either',
  );
});

t.test('A file keeps quotes and commas, and what looks like a formula is text', async (t) => {
  const { add, give, tip, session, file } = stage;
  const [viewer, performer] = [await add('Vera'), await add('=HYPERLINK("http://x","y")')];
  await give(viewer.id, 100);
  await tip(viewer.id, performer.id, { amount: 10, session: await session(performer.id, 'Jazz, "late"') });
  const [, , line] = (await file('wallet', viewer.id)).split('\r\n');
  t.match(
    line,
    /^[-0-9T:.]+Z,tip,-10,90,"'=HYPERLINK\(""http:\/\/x"",""y""\)",h\w+,"Tip, in “Jazz, ""late""”",[-0-9a-f]{36}$/,
  );
});

t.test('A file longer than a page is whole, and no longer than a year may be asked for', async (t) => {
  const { add, database, file, routes } = stage;
  const viewer = await add('Vera');
  const orders = Array.from({ length: 1_300 }, (_, i) => ({
    ...{ n: i + 1, id: crypto.randomUUID(), kind: 'issue', owner: nil, route: 'test', key: crypto.randomUUID() },
    ...{ hash: '0'.repeat(64) },
    moves: [{ from: issued(i), fromOwner: nil, to: wallet(i), toOwner: viewer.id, amount: 10_000 }],
  }));
  for (let i = 0; i < orders.length; i += 100) {
    const some = JSON.stringify(orders.slice(i, i + 100));
    await database.call((run) => run`SELECT outcome FROM ledger.post(${some}::jsonb)`);
  }
  const lines = (await file('wallet', viewer.id)).split('\r\n').slice(1, -1);
  t.same(
    lines.map((line) => line.split(',')[3]),
    orders.map((_, i) => String(i + 1)),
  );
  const query = { of: 'wallet' as const, from: '2025-01-01T00:00:00Z', to: '2026-01-03T00:00:00Z' };
  await t.rejects(routes.exportStatement(asked(viewer.id, { query })), { code: 'VALIDATION_FAILED' });
});

t.test('A place that was made up is refused, or shows one’s own lines', async (t) => {
  const { add, give, routes } = stage;
  const viewer = await add('Vera');
  await give(viewer.id, 5);
  for (const before of ['nonsense', '1', '1.', '-1.2', '1.2.3.4', '99999999999999999999.1', "1.2'; --"]) {
    const error = await routes
      .getStatement(asked(viewer.id, { query: { of: 'wallet' as const, limit: 5, before } }))
      .catch((thrown: unknown) => thrown);
    t.ok(error instanceof Refusal && error.code === 'VALIDATION_FAILED', before);
  }
  const query = { of: 'wallet' as const, limit: 5, before: '999999999999999999.999999999999999999' };
  t.equal((await routes.getStatement(asked(viewer.id, { query }))).lines.length, 1);
});

t.test('Earnings are the same in sum before and after settlement, and what was paid out was earned', async (t) => {
  const { add, give, tip, settle, payOut, routes } = stage;
  const [viewer, performer] = [await add('Vera'), await add('Pia')];
  await give(viewer.id, 100);
  await tip(viewer.id, performer.id, { amount: 1 });
  await tip(viewer.id, performer.id, { amount: 32 });
  const waiting = await routes.getEarnings(asked(performer.id));
  t.same(waiting.earnings, { settled: '0', unsettled: '23.1', total: '23.1', today: '23.1', shows: [] });
  await settle(performer.id, 1);
  t.same((await routes.getEarnings(asked(performer.id))).earnings, {
    ...{ settled: '0.7', unsettled: '22.4', total: '23.1', today: '23.1', shows: [] },
  });
  await settle(performer.id);
  await payOut(performer.id, 20);
  const { earnings, days } = await routes.getEarnings(asked(performer.id));
  t.same(earnings, { settled: '3.1', unsettled: '0', total: '3.1', today: '23.1', shows: [] });
  t.equal((await routes.getWallet(asked(performer.id))).lifetime.earned, '23.1');
  t.equal(days.length, 30);
  t.match(days.at(-1), { earned: '23.1', tips: 2 });
  t.ok(days.slice(0, -1).every((day) => day.earned === '0' && day.tips === 0));
  t.same(
    days.map(({ day }) => day),
    [...days.map(({ day }) => day)].sort(),
  );
});

t.test('Somebody’s copy has their movements; erasure takes their limits and leaves the books', async (t) => {
  const { add, give, tip, routes, database, read, postgres } = stage;
  const [viewer, performer] = [await add('Vera'), await add('Pia')];
  await give(viewer.id, 100);
  await tip(viewer.id, performer.id, { amount: 40 });
  await routes.setSpendingLimits(asked(viewer.id, { body: { dayTokens: 50, weekTokens: null, monthTokens: null } }));
  t.match(await copyOf(walletsPersonalData, read, viewer.id), {
    limits: { dayTokens: 50 },
    bought: [
      { kind: 'issue', amount: '100', balance: '100', number: 1 },
      { kind: 'tip', amount: '-40', balance: '60', number: 2 },
    ],
    ...{ given: [], held: [], earnings: [], 'earnings-held': [], holds: [] },
  });
  const count = async () => postgres.query('SELECT count(*) FROM ledger.move');
  const before = await count();
  await eraseAll(database, walletsPersonalData, { userId: viewer.id, pseudonym: 'p'.repeat(64), at: new Date() });
  t.same(await postgres.query('SELECT FROM spending_limit WHERE viewer_id = $1', [viewer.id]), []);
  t.same(await count(), before);
});
