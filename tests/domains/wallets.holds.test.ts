/** What is set aside is seen: in the wallet for what and until when, on the statement as it is placed, spent and comes back. */
import t from 'tap';
import {
  expireHolds,
  type HoldOrder,
  placeHolds,
  platformId,
  postTransfers,
  resolveHolds,
} from '../../server/domains/ledger/index.ts';
import { walletsPersonalData } from '../../server/domains/wallets/index.ts';
import { unitsOf } from '../../server/kernel/money.ts';
import { until } from '../world/until.ts';
import { hold, houseId, order, share, spend, toUs } from './ledger-stage.ts';
import { copyOf } from './personal-data.ts';
import { asked, openWalletStage } from './wallets-stage.ts';

const stage = await openWalletStage(t);
const { add, give, tip, settle, payOut, erase, statement, file, routes, database, read, postgres } = stage;

const place = async (given: HoldOrder) => {
  const [placed] = await placeHolds(database, [given]);
  t.equal(placed?.outcome, 'placed');
  return given.id;
};
const end = (...given: Parameters<typeof spend>) => resolveHolds(database, [spend(...given)]);
const to = (toOwner: string, tokens: number) => share(toOwner, unitsOf(tokens));

t.test('The wallet says what is set aside, for what and until when; the balance is without it', async (t) => {
  const vera = await add('Vera');
  await give(vera.id, 30, 'promo');
  await give(vera.id, 100);
  const later = await place(hold(vera.id, 40, { purpose: 'call-block', lastsMs: 7_200_000 }));
  const sooner = await place(hold(vera.id, 10, { purpose: 'stake' }));
  const wallet = await routes.getWallet(asked(vera.id));
  t.match(wallet, {
    ...{ balance: '80', given: '0', reserved: '50' },
    lifetime: { purchased: '100', given: '30', spent: '0' },
    holds: [
      { id: sooner, of: 'wallet', purpose: 'stake', about: 'a stake', amount: '10' },
      { id: later, of: 'wallet', purpose: 'call-block', about: 'a call', amount: '40' },
    ],
  });
  const [one] = wallet.holds;
  t.equal(Date.parse(one?.until ?? '') - Date.parse(one?.at ?? ''), 3_600_000);
  await end(later, 25);
  t.match(await routes.getWallet(asked(vera.id)), {
    ...{ balance: '95', given: '5', reserved: '10' },
    lifetime: { purchased: '100', given: '30', spent: '25' },
    holds: [{ id: sooner }],
  });
});

t.test('Each of it is one line with the whole balance: set aside, spent in part or whole, back', async (t) => {
  const [vera, pia, finn] = [await add('Vera'), await add('Pia'), await add('Finn')];
  await give(vera.id, 30, 'promo');
  await give(vera.id, 100);
  const [part, whole] = [await place(hold(vera.id, 50)), await place(hold(vera.id, 20, { purpose: 'call-block' }))];
  const [both, none] = [await place(hold(vera.id, 2)), await place(hold(vera.id, 3, { purpose: 'stake' }))];
  await end(part, 0, { moves: [to(pia.id, 35)] });
  await end(whole, 0, { moves: [to(pia.id, 20)] });
  await end(both, 0, { moves: [to(pia.id, 1), to(finn.id, 1)] });
  await end(none, 0, { moves: 'void' });
  const lines = await statement('wallet', vera.id);
  const line = (amount: string, balance: string, about: string, name: string | null = null) => ({
    ...{ amount, balance, about, with: name === null ? null : { displayName: name } },
  });
  t.match(lines, [
    line('3', '73', 'Not needed for a stake: 3 are back'),
    line('0', '70', 'Spent on a ticket: all 2 that were set aside'),
    line('0', '70', 'Spent on a call: all 20 that were set aside', 'Pia'),
    line('15', '70', 'Spent on a ticket: 35 of 50, the rest is back', 'Pia'),
    line('-3', '55', 'Set aside for a stake'),
    line('-2', '58', 'Set aside for a ticket'),
    line('-20', '60', 'Set aside for a call'),
    line('-50', '80', 'Set aside for a ticket'),
    line('100', '130', 'Given by Busker'),
    line('30', '30', 'Given by Busker'),
  ]);
  t.same(
    lines.map(({ kind }) => kind),
    ['hold-void', 'hold-post', 'hold-post', 'hold-post', 'hold', 'hold', 'hold', 'hold', 'issue', 'issue'],
  );
  for (const limit of [1, 2, 3, 7]) t.same(await statement('wallet', vera.id, limit), lines, `pages of ${limit}`);
  const rows = (await file('wallet', vera.id)).split('\r\n').slice(1, -1).reverse();
  t.same(
    rows.map((row) => row.split(',').slice(1, 4)),
    lines.map(({ kind, amount, balance }) => [kind, amount, balance]),
  );
  await erase(pia.id);
  t.ok(
    (await statement('wallet', vera.id)).every((one) => one.with === null),
    'who was erased is not named',
  );
});

t.test('What nobody decided in time is back, and says so', async (t) => {
  const vera = await add('Vera');
  await give(vera.id, 5);
  const id = await place(hold(vera.id, 5, { lastsMs: 1 }));
  await until('its end', async () => {
    await expireHolds(database);
    return (await routes.getWallet(asked(vera.id))).holds.length === 0;
  });
  t.match(await statement('wallet', vera.id), [
    { kind: 'hold-expire', amount: '5', balance: '5', about: 'Not used for a ticket in time: 5 are back' },
    { kind: 'hold', amount: '-5', balance: '0' },
    { kind: 'issue' },
  ]);
  t.match(await copyOf(walletsPersonalData, read, vera.id), {
    holds: [{ id, source: 'wallet', purpose: 'ticket', amount: '5', given: '0', how: 'expired', spent: '0' }],
    held: [
      { kind: 'hold', amount: '5', balance: '5' },
      { kind: 'hold-expire', amount: '-5', balance: '0' },
    ],
  });
});

t.test('Earnings that are set aside are not lost, and only what was spent of them is gone', async (t) => {
  const [vera, pia] = [await add('Vera'), await add('Pia')];
  await give(vera.id, 100);
  await tip(vera.id, pia.id, { amount: 100 });
  await settle(pia.id);
  const given = { source: 'earnings', purpose: 'payout', amount: 305_000n } as const;
  const [one, other] = [await place(hold(pia.id, 0, given)), await place(hold(pia.id, 0, { ...given, amount: 1n }))];
  const { earnings } = await routes.getEarnings(asked(pia.id));
  t.match(earnings, { settled: '39.4999', reserved: '30.5001', total: '39.4999', unsettled: '0' });
  const wallet = await routes.getWallet(asked(pia.id));
  t.match(wallet, { balance: '0', reserved: '0', lifetime: { earned: '70', spent: '0' } });
  t.match(
    wallet.holds.map(({ of, about, amount }) => [of, about, amount]),
    [
      ['earnings', 'a payout', '30.5'],
      ['earnings', 'a payout', '0.0001'],
    ],
  );
  await end(one, 0, { moves: [toUs('payout:in-transit', 300_000n)] });
  await end(other, 0, { moves: 'void' });
  await payOut(pia.id, 1);
  t.match((await routes.getEarnings(asked(pia.id))).earnings, { settled: '39', total: '39', reserved: undefined });
  t.equal((await routes.getWallet(asked(pia.id))).lifetime.earned, '70', 'what was paid out was earned');
  t.match(await statement('earnings', pia.id, 2), [
    { kind: 'payout', amount: '-1', balance: '39' },
    { kind: 'hold-void', amount: '0.0001', balance: '40' },
    { kind: 'hold-post', amount: '0.5', balance: '39.9999', about: 'Paid out: 30 of 30.5, the rest is back' },
    { kind: 'hold', amount: '-0.0001', balance: '39.4999' },
    { kind: 'hold', amount: '-30.5', balance: '39.5' },
    { kind: 'settle', amount: '70', balance: '70' },
  ]);
});

t.test(
  'Much of one millisecond stands in the order in which it happened, whole pages of it or single lines',
  async (t) => {
    const vera = await add('Vera');
    await give(vera.id, 60, 'promo');
    await give(vera.id, 60);
    const many = Array.from({ length: 24 }, (_, i) => hold(vera.id, 1 + (i % 7)));
    await placeHolds(database, many);
    await resolveHolds(
      database,
      many.map(({ id, amount }, i) =>
        spend(id, 0, i % 3 === 0 ? { moves: 'void' } : { moves: [share(houseId, i % 3 === 1 ? amount : unitsOf(1))] }),
      ),
    );
    await postTransfers(database, [
      order([{ from: 'wallet', fromOwner: vera.id, to: 'platform:revenue', toOwner: platformId, amount: unitsOf(1) }]),
    ]);
    const lines = await statement('wallet', vera.id);
    t.equal(lines.length, 2 + 24 + 24 + 1);
    lines.forEach(({ amount, balance }, i) => {
      t.equal(BigInt(lines[i + 1]?.balance ?? '0') + BigInt(amount), BigInt(balance));
    });
    for (const limit of [1, 5, 24]) t.same(await statement('wallet', vera.id, limit), lines, `pages of ${limit}`);
    t.equal((await file('wallet', vera.id)).split('\r\n').length, lines.length + 2);
    t.equal(lines[0]?.balance, (await routes.getWallet(asked(vera.id))).balance);
  },
);

t.test('A place of before there were holds goes on where it was', async (t) => {
  const vera = await add('Vera');
  for (let i = 0; i < 4; i += 1) await give(vera.id, 5, i % 2 === 0 ? 'paid' : 'promo');
  const all = await statement('wallet', vera.id);
  const query = { of: 'wallet' as const, limit: 2 };
  const { next } = await routes.getStatement(asked(vera.id, { query }));
  const old = (next ?? '').split('.').slice(0, 2).join('.');
  await place(hold(vera.id, 20));
  t.same((await routes.getStatement(asked(vera.id, { query: { ...query, before: old } }))).lines, all.slice(2));
  const rows = await postgres.query(
    'SELECT FROM ledger.hold_open o JOIN ledger.hold h ON h.id = o.hold_id WHERE h.owner_id = $1',
    [vera.id],
  );
  t.equal(rows.length, 1);
});
