/** What people allow themselves counts what is set aside to be spent: while it is open in full, afterwards what was posted of it. */
import t from 'tap';
import {
  expireHolds,
  type HoldOrder,
  placeHolds,
  platformId,
  postTransfers,
  resolveHolds,
} from '../../server/domains/ledger/index.ts';
import { unitsOf } from '../../server/kernel/money.ts';
import { until } from '../world/until.ts';
import { lockWallet } from './ledger-lock.ts';
import { hold, order, spend } from './ledger-stage.ts';
import { asked, openWalletStage } from './wallets-stage.ts';

const stage = await openWalletStage(t);
const { database, postgres, routes } = stage;

/** Somebody with tokens who allows themselves so many a day, and what they do. */
async function spender(dayTokens: number | null, { paid = 1_000, promo = 0 } = {}) {
  const [{ id }, performer] = [await stage.add('Vera'), await stage.add('Pia')];
  if (paid > 0) await stage.give(id, paid);
  if (promo > 0) await stage.give(id, promo, 'promo');
  const body = { dayTokens, weekTokens: null, monthTokens: null };
  if (dayTokens !== null) await routes.setSpendingLimits(asked(id, { body }));
  const aside = async (tokens: number, given: Partial<HoldOrder> = {}) => {
    const [placed] = await placeHolds(database, [hold(id, tokens, given)]);
    return { outcome: placed?.outcome, why: placed?.why, id: placed?.holdId ?? '', available: placed?.available };
  };
  return {
    ...{ id, aside },
    tip: async (amount: number) => (await stage.tip(id, performer.id, { amount })).outcome,
    end: async (held: string, tokens: number) =>
      (await resolveHolds(database, [spend(held, tokens, tokens === 0 ? { moves: 'void' } : {})]))[0]?.outcome,
    spent: async () => (await routes.getSpendingLimits(asked(id))).limits.spent.day,
  };
}

t.test('A hold comes under the limit to the token; one that is refused leaves no trace and says why', async (t) => {
  const { id, aside, spent } = await spender(100);
  const given = hold(id, 101);
  t.match(await placeHolds(database, [given]), [
    {
      ...{ outcome: 'limited', holdId: null, at: null, expiresAt: null, promo: null, available: unitsOf(1_000) },
      why: { why: 'limit', period: 'day', limit: '100', spent: '0' },
    },
  ]);
  t.same(await postgres.query('SELECT FROM ledger.key WHERE transfer_id = $1', [given.id]), []);
  t.match(await aside(60), { outcome: 'placed', why: null });
  t.match(await aside(41, { purpose: 'call-block' }), { outcome: 'limited', why: { spent: '60' } });
  t.match(await aside(40, { purpose: 'call-block' }), { outcome: 'placed' });
  t.equal(await spent(), '100');
});

t.test('Holds and tips come under one limit, whichever is first', async (t) => {
  const one = await spender(100);
  await one.aside(70);
  t.equal(await one.tip(31), 'limited');
  t.equal(await one.tip(30), 'posted');
  const other = await spender(100);
  t.equal(await other.tip(70), 'posted');
  t.match(await other.aside(31), { outcome: 'limited', why: { spent: '70' } });
  t.equal((await other.aside(30)).outcome, 'placed');
});

t.test('What is voided is free again; of what is posted only the posted part counts', async (t) => {
  const { aside, end, spent, tip } = await spender(100);
  const { id } = await aside(100);
  t.equal(await tip(1), 'limited');
  t.equal(await end(id, 0), 'voided');
  t.equal(await spent(), '0');
  const again = await aside(100);
  t.equal(await end(again.id, 35), 'posted', 'posting is refused to nobody: it was allowed when it was set aside');
  t.equal(await spent(), '35');
  t.equal(await tip(66), 'limited');
  t.equal(await tip(65), 'posted');
});

t.test('What expired is free from that moment on, swept or not', async (t) => {
  const { aside, spent, tip } = await spender(100);
  const { id } = await aside(100, { lastsMs: 3_000 });
  t.equal(await tip(1), 'limited');
  await until('the end of its time', async () => (await spent()) === '0', { withinMs: 15_000 });
  t.equal((await postgres.query('SELECT FROM ledger.hold_open WHERE hold_id = $1', [id])).length, 1, 'nobody swept');
  t.equal(await tip(100), 'posted');
  await expireHolds(database);
  t.equal(await spent(), '100', 'the tip');
});

t.test('It counts from when it was set aside, not from when it is posted: each window forgets it once', async (t) => {
  const { id, aside, end, tip } = await spender(100);
  const held = await aside(100);
  const client = (sql: string) => postgres.query(sql, [id]);
  await postgres.query('ALTER TABLE ledger.hold DISABLE TRIGGER kept');
  await client(`UPDATE ledger.hold SET at = at - interval '1 day' WHERE owner_id = $1`);
  await postgres.query('ALTER TABLE ledger.hold ENABLE ALWAYS TRIGGER kept');
  t.equal(await tip(100), 'posted', 'a day later');
  t.equal(await end(held.id, 100), 'posted');
  t.same(await postgres.query('SELECT day::int, week::int FROM spent_tokens($1)', [id]), [{ day: 100, week: 200 }]);
});

t.test('A break refuses what spends and leaves what is set aside already', async (t) => {
  const { id, aside, end } = await spender(null);
  const before = await aside(10);
  await routes.takeBreak(asked(id, { body: { kind: 'cool_off', hours: 1 } }));
  t.match(await aside(1), { outcome: 'limited', why: { why: 'cool_off', until: String } });
  t.equal((await aside(1, { purpose: 'stake' })).outcome, 'placed', 'a stake is not spent');
  t.equal(await end(before.id, 10), 'posted');
});

t.test('A break that is taken while a hold waits for the wallet holds for it', async (t) => {
  for (const others of [0, 2]) {
    const { id, aside } = await spender(null);
    const more = await Promise.all(Array.from({ length: others }, () => spender(null)));
    const wallet = await lockWallet(postgres, id);
    const placing = placeHolds(database, [hold(id, 5), ...more.map((one) => hold(one.id, 5))]);
    await wallet.awaited();
    await routes.takeBreak(asked(id, { body: { kind: 'exclusion', days: 7 } }));
    await wallet.release();
    const placed = { outcome: 'placed' };
    t.match(await placing, [
      { outcome: 'limited', holdId: null, available: unitsOf(1_000), why: { why: 'excluded' } },
      ...more.map(() => placed),
    ]);
    t.same(await postgres.query('SELECT FROM ledger.hold WHERE owner_id = $1', [id]), [], 'nothing is held');
    t.match(await aside(1), { outcome: 'limited', why: { why: 'excluded' } });
  }
});

t.test('A limit that is set while a hold waits for the wallet holds for it', async (t) => {
  const { id, spent } = await spender(null);
  const wallet = await lockWallet(postgres, id);
  const placing = Promise.all([1, 2].map(() => placeHolds(database, [hold(id, 60)])));
  await wallet.awaited(2);
  await routes.setSpendingLimits(asked(id, { body: { dayTokens: 100, weekTokens: null, monthTokens: null } }));
  await wallet.release();
  t.same((await placing).map(([one]) => one?.outcome).sort(), ['limited', 'placed']);
  t.equal(await spent(), '60');
});

t.test('Stakes and payouts neither come under limits nor count in them', async (t) => {
  const { id, aside, spent } = await spender(10);
  t.equal((await aside(500, { purpose: 'stake' })).outcome, 'placed');
  await stage.tip((await spender(null)).id, id, { amount: 100 });
  await stage.settle(id);
  t.equal((await aside(20, { purpose: 'payout', source: 'earnings' })).outcome, 'placed');
  t.equal(await spent(), '0');
});

t.test('What stands under a key is answered whatever the limit says by now, and of it nothing is judged', async (t) => {
  const { id, tip } = await spender(100);
  const given = hold(id, 100);
  t.match(await placeHolds(database, [given]), [{ outcome: 'placed' }]);
  t.match(await placeHolds(database, [given]), [{ outcome: 'replayed', holdId: given.id }]);
  t.match(await placeHolds(database, [hold(id, 1, { key: given.key })]), [{ outcome: 'key_reused' }]);
  t.equal(await tip(1), 'limited');
});

t.test('Of several in one call each is judged by what those before it left', async (t) => {
  const [{ id }, other] = [await spender(100), await spender(null)];
  const orders = [hold(id, 60), hold(other.id, 500), hold(id, 60), hold(id, 40), hold(id, 5_000, { purpose: 'stake' })];
  t.same(
    (await placeHolds(database, orders)).map(({ outcome, holdId }) => [outcome, holdId !== null]),
    [
      ['placed', true],
      ['placed', true],
      ['limited', false],
      ['placed', true],
      ['insufficient', false],
    ],
  );
});

t.test('Holds and tips at once come under one limit, and nobody is thrown out', async (t) => {
  const [one, other] = [await spender(100), await spender(100)];
  const asks = Array.from({ length: 24 }, (_, at) => {
    const { aside, tip, id } = at % 2 === 0 ? one : other;
    if (at % 3 === 0) return tip(30);
    // Both in one call, in either order: two such calls wait for each other and for no third.
    const both = [hold(id, 30), hold(id === one.id ? other.id : one.id, 30)];
    return at % 3 === 1
      ? aside(30).then(({ outcome }) => outcome)
      : placeHolds(database, both).then((made) => made.map(({ outcome }) => outcome));
  });
  const outcomes = (await Promise.all(asks)).flat();
  const placed = outcomes.filter((outcome) => outcome === 'posted' || outcome === 'placed');
  t.equal(placed.length, 6, 'three of each');
  t.equal(outcomes.filter((outcome) => outcome === 'limited').length, outcomes.length - 6);
  t.same([await one.spent(), await other.spent()], ['90', '90']);
});

t.test('What returns while others spend lets nobody over the limit, down to the last token', async (t) => {
  const { aside, end, tip, spent } = await spender(50);
  for (let left = 50; left > 0; left = 50 - Number(await spent())) {
    const { id, outcome } = await aside(left);
    t.equal(outcome, 'placed', `${left} are free`);
    await Promise.all([end(id, 1), ...Array.from({ length: 6 }, () => tip(4))]);
    t.ok(Number(await spent()) <= 50, `${await spent()} of 50`);
  }
});

t.test('A limit of what nobody can hold does not overflow', async (t) => {
  const { id } = await spender(100_000_000);
  t.match(await placeHolds(database, [hold(id, 0, { amount: 2n ** 62n - (2n ** 62n % 10_000n) })]), [
    { outcome: 'limited' },
  ]);
  const move = { from: 'wallet', fromOwner: id, to: 'platform:revenue', toOwner: platformId, amount: unitsOf(1) };
  t.match(await postTransfers(database, [order([move])]), [{ outcome: 'posted' }]);
});
