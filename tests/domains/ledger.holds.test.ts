/** Holds: what is set aside is spent once, in whole or in part, or comes back to where it came from. */
import t from 'tap';
import { expireHolds, readBalances, readHolds, reconcileBooks } from '../../server/domains/ledger/index.ts';
import { systemClock } from '../../server/kernel/clock.ts';
import { newId } from '../../server/kernel/ids.ts';
import { unitsOf } from '../../server/kernel/money.ts';
import { until } from '../world/until.ts';
import { hold, houseId, noNews, openLedgerStage, order, share, spend, tip, toUs } from './ledger-stage.ts';

const stage = await openLedgerStage(t);
const { postgres, database, post, place, resolve, give, people, books } = stage;

/** Whole tokens of a wallet: bought, given, held. */
async function walletOf(person: string): Promise<[paid: number, promo: number, held: number]> {
  const held = await readBalances(database.read, person);
  const tokens = (kind: string): number => Number(held.get(kind) ?? 0n) / 10_000;
  return [tokens('wallet:paid'), tokens('wallet:promo'), tokens('wallet:held')];
}

/** Somebody with so many tokens. */
async function person(paid: number, promo = 0): Promise<string> {
  const [id = ''] = await people(1);
  if (paid > 0) await give(id, paid);
  if (promo > 0) await give(id, promo, 'promo');
  return id;
}

/** Until the database’s clock says that it is over. */
const over = (id: string) =>
  until('end of its time', async () => {
    const [row] = await postgres.query<{ over: boolean }>(
      'SELECT clock_timestamp()::timestamptz(3) >= expires_at AS over FROM ledger.hold WHERE id = $1',
      [id],
    );
    return row?.over;
  });

const compare = () =>
  reconcileBooks(
    {
      ...{ database, clock: systemClock, log: { error: () => undefined } },
      news: noNews,
    },
    [],
  );
const all = (owner: string) => readHolds(database.read, owner, undefined, 100);

t.test('A hold takes what was given first, and nobody can spend it', async (t) => {
  const vera = await person(50, 20);
  const given = hold(vera, 30);
  const [placed] = await place(given);
  t.match(placed, { outcome: 'placed', holdId: given.id, available: unitsOf(40), promo: unitsOf(20) });
  t.equal((placed?.expiresAt?.getTime() ?? 0) - (placed?.at?.getTime() ?? 0), 3_600_000);
  t.same(await walletOf(vera), [40, 0, 30]);
  t.match(await post(tip(vera, await person(0), 41)), [{ outcome: 'insufficient' }]);
  t.match(await all(vera), [
    { ...{ id: given.id, source: 'wallet', purpose: 'ticket', amount: unitsOf(30), promo: unitsOf(20) }, how: null },
  ]);
});

t.test('Posted in whole, it goes where it is told, over several legs, in one transfer', async (t) => {
  const [vera, fern, finn] = [await person(50, 20), await person(0), await person(0)];
  const given = hold(vera, 30);
  await place(given);
  const moves = [share(fern, unitsOf(12)), share(finn, unitsOf(17)), share(houseId, unitsOf(1))];
  const end = spend(given.id, 0, { moves });
  const [done] = await resolve(end);
  t.match(done, {
    ...{ outcome: 'posted', how: 'posted', transferId: end.id, posted: unitsOf(30), promo: unitsOf(20) },
    available: unitsOf(40),
  });
  t.same(await walletOf(vera), [40, 0, 0]);
  t.equal((await readBalances(database.read, fern)).get('unsettled'), unitsOf(12));
  t.equal((await readBalances(database.read, finn)).get('unsettled'), unitsOf(17));
  t.match(await all(vera), [{ how: 'posted', posted: unitsOf(30), endedAt: done?.at }]);
});

/** Bought and given of what was held, spent of it, and what comes back: what was given is spent first. */
const parts = [
  [20, 10, 5, [20, 5]],
  [20, 10, 10, [20, 0]],
  [20, 10, 25, [5, 0]],
  [20, 0, 7, [13, 0]],
  [0, 10, 3, [0, 7]],
  [20, 10, 30, [0, 0]],
] as const;
for (const [paid, promo, spent, back] of parts) {
  t.test(`Of ${paid} bought and ${promo} given that are held ${spent} are spent: ${back} come back`, async (t) => {
    const vera = await person(paid, promo);
    const given = hold(vera, paid + promo);
    await place(given);
    t.same(await walletOf(vera), [0, 0, paid + promo]);
    const promoSpent = unitsOf(Math.min(promo, spent));
    t.match(await resolve(spend(given.id, spent)), [
      { outcome: 'posted', posted: unitsOf(spent), promo: promoSpent, available: unitsOf(paid + promo - spent) },
    ]);
    t.same(await walletOf(vera), [...back, 0]);
  });
}

t.test('Voided, all of it returns to where it came from', async (t) => {
  const vera = await person(5, 5);
  const given = hold(vera, 8);
  await place(given);
  t.match(await resolve(spend(given.id, 0, { moves: 'void' })), [
    { outcome: 'voided', how: 'voided', posted: 0n, promo: 0n, available: unitsOf(10) },
  ]);
  t.same(await walletOf(vera), [5, 5, 0]);
});

t.test('Earnings are held too, to a ten-thousandth of a token, and return to earnings', async (t) => {
  const fern = await person(0);
  const earned = { from: 'unsettled', fromOwner: fern, to: 'earnings', toOwner: fern, amount: 12_345n };
  const given = hold(fern, 0, { source: 'earnings', purpose: 'payout', amount: 12_000n });
  t.match(await place(given), [{ outcome: 'insufficient' }], 'nothing was earned yet');
  await post(tip(await person(2), fern, 2), order([earned], { kind: 'settle' }));
  t.match(await place(given), [{ outcome: 'placed', promo: 0n }]);
  const moves = [toUs('payout:in-transit', 11_999n)];
  t.match(await resolve(spend(given.id, 0, { moves })), [{ outcome: 'posted', posted: 11_999n, promo: 0n }]);
  const held = await readBalances(database.read, fern);
  t.same([held.get('earnings'), held.get('earnings:held'), held.get('wallet:paid')], [346n, 0n, 0n]);
});

t.test('Asking again is answered with what was done; another request under the key is refused', async (t) => {
  const vera = await person(60);
  const given = hold(vera, 50);
  const [first] = await place(given);
  await post(tip(vera, await person(0), 10));
  const end = spend(given.id, 20);
  const before = await books();
  t.match(await place({ ...given, id: newId() }), [{ ...first, outcome: 'replayed', available: 0n }]);
  t.match(await place(hold(vera, 5, { key: given.key })), [{ outcome: 'key_reused', holdId: null, expiresAt: null }]);
  t.equal(await books(), before);
  const [done] = await resolve(end);
  const after = await books();
  t.match(await resolve({ ...end, id: newId() }), [{ ...done, outcome: 'replayed' }]);
  t.match(await resolve(spend(given.id, 20, { key: end.key })), [
    { outcome: 'key_reused', transferId: null, how: null },
  ]);
  const other = hold(vera, 1);
  await place(other);
  t.match(await resolve({ ...end, hold: other.id }), [{ outcome: 'key_reused' }], 'the same key for another hold');
  t.match(await resolve({ ...end, hold: newId() }), [{ outcome: 'key_reused' }], 'and for none');
  t.not(await books(), after, 'that hold is there');
  t.match(await place({ ...given, id: newId() }), [{ outcome: 'replayed', holdId: given.id }], 'also once it ended');
});

t.test('A key under which something else was posted is no hold’s', async (t) => {
  const vera = await person(60);
  const given = tip(vera, await person(0), 5, { route: 'holds' });
  await post(given);
  t.match(await place(hold(vera, 5, { key: given.key, hash: given.hash })), [{ outcome: 'key_reused', holdId: null }]);
});

t.test('Refusals change nothing: not there, not enough, too much, ended already', async (t) => {
  const vera = await person(10, 10);
  const given = hold(vera, 15);
  const ended = hold(vera, 2);
  await place(given, ended);
  const key = newId();
  await resolve(spend(ended.id, 1, { key }));
  const before = await books();
  t.match(await place(hold(vera, 5), hold(vera, 5, { source: 'earnings', purpose: 'payout' })), [
    { outcome: 'insufficient', holdId: null, at: null, expiresAt: null, promo: null, available: unitsOf(4) },
    { outcome: 'insufficient' },
  ]);
  const nothing = { transferId: null, at: null, posted: null, promo: null };
  t.match(await resolve(spend(newId(), 1)), [{ outcome: 'not_found', how: null, available: null, ...nothing }]);
  t.match(await resolve(spend(given.id, 16)), [{ outcome: 'too_much', how: null, ...nothing }]);
  const already = { outcome: 'already_resolved', how: 'posted', posted: unitsOf(1) };
  t.match(await resolve(spend(ended.id, 1), spend(ended.id, 0, { moves: 'void' })), [already, already]);
  t.equal(await books(), before);
  t.match(await resolve(spend(given.id, 15)), [{ outcome: 'posted' }], 'and it can still be resolved');
});

t.test('Several in one call stand or fall each by itself, in their order', async (t) => {
  const vera = await person(10);
  const [one, two, three] = [hold(vera, 6), hold(vera, 5), hold(vera, 4)];
  t.same(
    (await place(one, two, three, { ...one, id: newId() })).map(({ outcome, available }) => [outcome, available]),
    [
      ['placed', unitsOf(4)],
      ['insufficient', unitsOf(4)],
      ['placed', 0n],
      ['replayed', 0n],
    ],
  );
  const whole = spend(one.id, 6);
  const outcomes = (
    await resolve(
      spend(one.id, 7),
      whole,
      whole,
      spend(one.id, 1),
      spend(two.id, 1),
      spend(three.id, 0, { moves: 'void' }),
    )
  ).map(({ outcome }) => outcome);
  t.same(outcomes, ['too_much', 'posted', 'replayed', 'already_resolved', 'not_found', 'voided']);
  t.same(await walletOf(vera), [4, 0, 0]);
  t.same([await place(), await resolve()], [[], []], 'none at all');
});

t.test('What is over can be neither posted nor voided, and returns when it is swept', async (t) => {
  const vera = await person(5, 5);
  const given = hold(vera, 7, { lastsMs: 1 });
  const longer = hold(vera, 1);
  // Ids bear the time of a process; the database does not look at it.
  await place({ ...given, id: newId(0) }, { ...longer, id: newId(4_000_000_000_000) });
  const [short = '', long = ''] = (await all(vera)).map(({ id }) => id).sort();
  await over(short);
  const before = await books();
  const late = { outcome: 'too_late', how: 'expired', transferId: null };
  t.match(await resolve(spend(short, 1), spend(short, 0, { moves: 'void' })), [late, late]);
  t.equal(await books(), before);
  t.match(await resolve(spend(long, 1)), [{ outcome: 'posted' }], 'one whose time is not over');
  t.ok((await expireHolds(database)) >= 1);
  t.same(await walletOf(vera), [4, 5, 0], 'to where it came from');
  const swept = { outcome: 'too_late', how: 'expired', transferId: String, posted: 0n };
  t.match(
    await resolve(spend(short, 1), spend(short, 0, { moves: 'void' })),
    [swept, swept],
    'the same once it is swept',
  );
  t.equal(await expireHolds(database), 0, 'and nothing is swept twice');
  t.match(
    (await all(vera)).find(({ id }) => id === short),
    { how: 'expired', posted: 0n },
  );
});

t.test('After all of it the books agree', async (t) => {
  const made = await compare();
  t.same(
    made?.checks.filter(({ holds }) => !holds),
    [],
  );
});
