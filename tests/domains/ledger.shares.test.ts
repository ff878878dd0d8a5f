/** What holds are spent on: a performer's share is divided by its split, exactly and once; stakes and payouts go where they may. */
import t from 'tap';
import { platformId, readBalances, reconcileBooks, settleHolds } from '../../server/domains/ledger/index.ts';
import { tipChecks } from '../../server/domains/tips/index.ts';
import { systemClock } from '../../server/kernel/clock.ts';
import { unitsOf } from '../../server/kernel/money.ts';
import { hold, noNews, openLedgerStage, order, share, spend, toUs } from './ledger-stage.ts';

const stage = await openLedgerStage(t);
const { postgres, database, place, resolve, post, give, people, books } = stage;
const failed: object[] = [];
const log = { error: (facts: object) => void failed.push(facts) };
const settle = () => settleHolds({ database, clock: systemClock, log });

/** Somebody with tokens, and performers. */
async function cast(paid: number, promo = 0, performers = 1): Promise<[viewer: string, ...performers: string[]]> {
  const [viewer = '', ...others] = await people(1 + performers);
  if (paid > 0) await give(viewer, paid);
  if (promo > 0) await give(viewer, promo, 'promo');
  return [viewer, ...others];
}

const sumOf = async (kind: string): Promise<bigint> => {
  const [row] = await postgres.query<{ sum: string }>(
    'SELECT coalesce(sum(e.amount), 0) AS sum FROM ledger.entry e JOIN ledger.account a ON a.id = e.account_id WHERE a.kind = $1',
    [kind],
  );
  return BigInt(row?.sum ?? '0');
};
const ours = async () => ({ revenue: await sumOf('platform:revenue'), pool: await sumOf('relay:pool') });

const splits = await postgres.query<{ name: string; c: number; p: number; r: number }>(
  'SELECT name, creator_bp AS c, platform_bp AS p, pool_bp AS r FROM split WHERE version = 1 ORDER BY name',
);
for (const { name, c, p, r } of splits) {
  t.test(`By ${name} each part is exact to a ten-thousandth of a token, and nothing stays unsettled`, async (t) => {
    const [vera, pia = ''] = await cast(400);
    const before = await ours();
    const amounts = [1, 3, 7, 13, 101, 9].map(unitsOf);
    const held = amounts.map((amount) => hold(vera, 0, { amount: amount + unitsOf(1) }));
    await place(...held);
    await resolve(...held.map(({ id }, at) => spend(id, 0, { moves: [share(pia, amounts[at] ?? 0n, name)] })));
    const whole = amounts.reduce((sum, one) => sum + one, 0n);
    t.equal((await readBalances(database.read, pia)).get('unsettled'), whole);
    t.equal(await settle(), amounts.length);
    const after = await ours();
    const part = (bp: number): bigint => (whole * BigInt(bp)) / 10_000n;
    const balances = await readBalances(database.read, pia);
    t.same([balances.get('unsettled'), balances.get('earnings') ?? 0n], [0n, part(c)]);
    t.same([after.revenue - before.revenue, after.pool - before.pool], [part(p), part(r)]);
    t.equal(part(c) + part(p) + part(r), whole, 'they come to all of it');
    t.equal(await settle(), 0, 'and there is nothing left to divide');
  });
}

t.test('Of one ticket several performers have a share each; what had been given is in the first', async (t) => {
  const [vera, pia = '', pim = ''] = await cast(20, 10, 2);
  const given = hold(vera, 25);
  await place(given);
  await resolve(spend(given.id, 0, { moves: [share(pia, unitsOf(8)), share(pim, unitsOf(12), 'creator-first')] }));
  const rows = await postgres.query(
    `SELECT performer_id AS who, amount::int / 10000 AS amount, promo::int / 10000 AS promo, creator_units::int / 10000.0 AS creator
     FROM ledger.hold_share WHERE performer_id = ANY ($1) ORDER BY amount`,
    [[pia, pim]],
  );
  t.match(rows, [
    { who: pia, amount: 8, promo: 8 },
    { who: pim, amount: 12, promo: 2 },
  ]);
  t.equal(await settle(), 2);
  t.equal((await readBalances(database.read, pia)).get('earnings'), 56_000n);
  t.equal((await readBalances(database.read, pim)).get('earnings'), unitsOf(12));
});

t.test('Settlers at once divide each share once', async (t) => {
  const [vera, ...performers] = await cast(1_000, 0, 3);
  const held = Array.from({ length: 60 }, () => hold(vera, 3));
  await place(...held);
  const ends = held.map(({ id }, at) => spend(id, 0, { moves: [share(performers[at % 3] ?? '', unitsOf(3))] }));
  const settling = Array.from({ length: 8 }, async (_, at) => {
    await resolve(...ends.slice(at * 8, at * 8 + 8));
    return settle();
  });
  const divided = (await Promise.all(settling)).reduce((sum, many) => sum + many, 0) + (await settle());
  t.equal(divided, 60);
  for (const performer of performers) {
    const balances = await readBalances(database.read, performer);
    t.same([balances.get('unsettled'), balances.get('earnings')], [0n, 420_000n]);
  }
  t.same(failed, []);
});

t.test('While settlement is paused nothing is divided', async (t) => {
  const [vera, pia = ''] = await cast(10);
  const given = hold(vera, 10);
  await place(given);
  await resolve(spend(given.id, 0, { moves: [share(pia, unitsOf(10))] }));
  await postgres.query(
    `INSERT INTO operation_pause (name, at, by_id, reason) VALUES ('settlement', now(), $1, 'A test')`,
    [vera],
  );
  t.equal(await settle(), 0);
  await postgres.query('DELETE FROM operation_pause');
  t.equal(await settle(), 1);
});

t.test('A share that fails keeps no other performer waiting, and is there the next time', async (t) => {
  const [vera, pia = '', pim = ''] = await cast(10, 0, 2);
  const held = [hold(vera, 5), hold(vera, 5)];
  await place(...held);
  await resolve(...held.map(({ id }, at) => spend(id, 0, { moves: [share(at === 0 ? pia : pim, unitsOf(5))] })));
  await postgres.query(`CREATE FUNCTION ledger.jam() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NEW.performer_id = '${pia}' THEN RAISE EXCEPTION 'jammed'; END IF; RETURN NEW; END $$;
    CREATE TRIGGER jam BEFORE INSERT ON ledger.share_end FOR EACH ROW EXECUTE FUNCTION ledger.jam()`);
  const before = await readBalances(database.read, pia);
  t.equal(await settle(), 1);
  t.equal(failed.splice(0).length, 1);
  t.same(await readBalances(database.read, pia), before, 'nothing of it moved');
  await postgres.query('DROP TRIGGER jam ON ledger.share_end; DROP FUNCTION ledger.jam()');
  t.equal(await settle(), 1);
});

t.test('A stake is of bought tokens, and returns as such', async (t) => {
  const [vera] = await cast(10, 100);
  t.match(await place(hold(vera, 11, { purpose: 'stake' })), [{ outcome: 'insufficient', available: unitsOf(110) }]);
  const given = hold(vera, 10, { purpose: 'stake' });
  t.match(await place(given), [{ outcome: 'placed', promo: 0n, available: unitsOf(100) }]);
  t.match(await resolve(spend(given.id, 0, { moves: 'void' })), [{ outcome: 'voided' }]);
  const balances = await readBalances(database.read, vera);
  t.same([balances.get('wallet:paid'), balances.get('wallet:promo')], [unitsOf(10), unitsOf(100)]);
});

t.test('A stake is forfeited in whole or in part to the platform, and to nobody else', async (t) => {
  const [vera, pia = ''] = await cast(20);
  const given = hold(vera, 10, { purpose: 'stake' });
  await place(given);
  const before = await books();
  for (const moves of [[share(pia, unitsOf(1))], [toUs('payout:in-transit', unitsOf(1))]]) {
    await t.rejects(resolve(spend(given.id, 0, { moves })), { code: 'P2010' });
  }
  t.equal(await books(), before);
  const [revenue, loss] = [await sumOf('platform:revenue'), await sumOf('chargeback-loss')];
  const moves = [toUs('chargeback-loss', unitsOf(4)), toUs('platform:revenue', unitsOf(1))];
  t.match(await resolve(spend(given.id, 0, { moves })), [{ outcome: 'posted', posted: unitsOf(5) }]);
  t.same([await sumOf('platform:revenue'), await sumOf('chargeback-loss')], [revenue + unitsOf(1), loss + unitsOf(4)]);
  t.equal((await readBalances(database.read, vera)).get('wallet:paid'), unitsOf(15));
});

t.test('A payout leaves earnings for where payouts are on their way, and nowhere else; it may come back', async (t) => {
  const [vera, pia = ''] = await cast(10);
  const bought = hold(vera, 10);
  await place(bought);
  await resolve(spend(bought.id, 0, { moves: [share(pia, unitsOf(10))] }));
  await settle();
  const given = hold(pia, 5, { purpose: 'payout', source: 'earnings' });
  t.match(await place(given), [{ outcome: 'placed', promo: 0n }]);
  for (const to of ['platform:revenue', 'chargeback-loss'] as const) {
    await t.rejects(resolve(spend(given.id, 0, { moves: [toUs(to, unitsOf(1))] })), { code: 'P2010' }, to);
  }
  await t.rejects(resolve(spend(given.id, 0, { moves: [share(vera, unitsOf(1))] })), { code: 'P2010' }, 'unsettled');
  t.match(await resolve(spend(given.id, 0, { moves: [toUs('payout:in-transit', unitsOf(5))] })), [
    { outcome: 'posted' },
  ]);
  t.equal((await readBalances(database.read, pia)).get('earnings'), unitsOf(2));
  const back = {
    ...{ from: 'payout:in-transit', fromOwner: platformId, to: 'earnings', toOwner: pia },
    amount: unitsOf(5),
  };
  t.match(await post(order([back], { kind: 'payout-failed' })), [{ outcome: 'posted' }]);
  t.equal((await readBalances(database.read, pia)).get('earnings'), unitsOf(7));
});

t.test('What was given never becomes payable to whose it was: no hold is spent on oneself', async (t) => {
  const [vera] = await cast(0, 10);
  const given = hold(vera, 10);
  await place(given);
  await t.rejects(resolve(spend(given.id, 0, { moves: [share(vera, unitsOf(10))] })), { code: 'P2010' });
});

t.test('After all of it the books agree, of tips and of holds', async (t) => {
  const [vera, pia = ''] = await cast(20);
  const given = hold(vera, 10);
  await place(given);
  await resolve(spend(given.id, 0, { moves: [share(pia, unitsOf(10))] }));
  const made = await reconcileBooks(
    {
      ...{ database, clock: systemClock, log: { error: () => undefined } },
      news: noNews,
    },
    tipChecks(),
  );
  t.same(
    made?.checks.filter(({ holds }) => !holds),
    [],
    'one share waits, and nothing else is unsettled',
  );
});
