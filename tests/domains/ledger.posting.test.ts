/** Posting: what is accepted is there once, for good; what is refused leaves no trace. */
import t from 'tap';
import {
  hashRequest,
  keepPartitions,
  type Order,
  platformId,
  readBalances,
} from '../../server/domains/ledger/index.ts';
import { newId } from '../../server/kernel/ids.ts';
import { unitsOf } from '../../server/kernel/money.ts';
import { issue, openLedgerStage, order, tip } from './ledger-stage.ts';

const stage = await openLedgerStage(t);
const { postgres, database, post, give, people, books } = stage;

/** Whole tokens: bought, given. */
async function walletOf(person: string): Promise<[paid: bigint, promo: bigint]> {
  const held = await readBalances(database.read, person, ['wallet:paid', 'wallet:promo']);
  return [(held.get('wallet:paid') ?? 0n) / 10_000n, (held.get('wallet:promo') ?? 0n) / 10_000n];
}

t.test('Everybody has an empty wallet from the moment they are there', async (t) => {
  const [vera = ''] = await people(1);
  t.same([...(await readBalances(database.read, vera))].sort(), [
    ['wallet:paid', 0n],
    ['wallet:promo', 0n],
  ]);
});

t.test('A tip moves tokens, what was given first, and says what is left', async (t) => {
  const [vera = '', fern = ''] = await people(2);
  await give(vera, 100, 'paid');
  await give(vera, 30, 'promo');
  const given = tip(vera, fern, 50);
  const [posted] = await post(given);
  t.match(posted, { outcome: 'posted', transferId: given.id, available: unitsOf(80), promo: unitsOf(30) });
  t.same(await walletOf(vera), [80n, 0n]);
  t.equal((await readBalances(database.read, fern)).get('unsettled'), unitsOf(50));
  const [next] = await post(tip(vera, fern, 1));
  t.match(
    next,
    { outcome: 'posted', available: unitsOf(79), promo: 0n },
    'out of a wallet, and nothing of it was given',
  );
});

t.test(
  'What was posted is answered again by its key, whatever happened since; another request under it is refused',
  async (t) => {
    const [vera = '', fern = ''] = await people(2);
    await give(vera, 60);
    const given = tip(vera, fern, 50);
    const [first] = await post(given);
    await post(tip(vera, fern, 10));
    const before = await books();
    const [again] = await post({ ...given, id: newId() });
    t.match(again, { outcome: 'replayed', transferId: given.id, at: first?.at, available: 0n, promo: null });
    const [other] = await post({ ...tip(vera, fern, 5), key: given.key });
    t.match(other, { outcome: 'key_reused', transferId: null, at: null });
    const [huge] = await post({ ...tip(vera, fern, 1_000_000), key: given.key });
    t.match(huge, { outcome: 'key_reused' }, 'whose key it is comes before whether there is enough');
    t.equal(await books(), before, 'nothing changed');
  },
);

t.test('The same key at another route or of somebody else is another key', async (t) => {
  const [vera = '', fern = ''] = await people(2);
  await give(vera, 10);
  await give(fern, 10);
  const key = newId();
  const outcomes = [
    ...(await post(tip(vera, fern, 1, { key }))),
    ...(await post(tip(vera, fern, 1, { key, route: 'elsewhere' }))),
    ...(await post(tip(fern, vera, 1, { key }))),
  ].map(({ outcome }) => outcome);
  t.same(outcomes, ['posted', 'posted', 'posted']);
});

t.test('More than there is: refused, nothing changes, and the same key may succeed later', async (t) => {
  const [vera = '', fern = ''] = await people(2);
  await give(vera, 10);
  await give(vera, 10, 'promo');
  const before = await books();
  const given = tip(vera, fern, 21);
  t.match(await post(given), [
    { outcome: 'insufficient', transferId: null, at: null, available: unitsOf(20), promo: null },
  ]);
  t.equal(await books(), before);
  await give(vera, 1);
  t.match(await post({ ...given, id: newId() }), [{ outcome: 'posted', available: 0n }]);
});

t.test('Out of an account that was never opened: refused, and it is still not there', async (t) => {
  const [vera = '', fern = ''] = await people(2);
  const moves = (from: string) => [{ from, fromOwner: vera, to: 'unsettled', toOwner: fern, amount: unitsOf(1) }];
  const before = await books();
  const answers = await post(order(moves('earnings')), order(moves('wallet:held')), order(moves('wallet:paid')));
  t.same(
    answers.map(({ outcome }) => outcome),
    ['insufficient', 'insufficient', 'insufficient'],
  );
  t.equal(await books(), before);
});

t.test('Several in one call stand or fall each by itself, in their order', async (t) => {
  const [vera = '', fern = '', finn = ''] = await people(3);
  const key = newId();
  const hash = hashRequest({ key });
  const answers = await post(
    tip(vera, fern, 1),
    issue(vera, 10),
    tip(vera, fern, 6, { key, hash }),
    tip(vera, finn, 5),
    tip(vera, fern, 6, { key, hash }),
    tip(vera, fern, 6, { key, hash: hashRequest({ other: true }) }),
    tip(vera, finn, 4),
  );
  t.same(
    answers.map(({ outcome }) => outcome),
    [...['insufficient', 'posted', 'posted', 'insufficient', 'replayed', 'key_reused', 'posted']],
  );
  t.same(
    answers.map(({ available }) => available),
    [0n, null, 4n, 4n, 4n, 4n, 0n].map((one) => one && unitsOf(one)),
  );
  t.same(await walletOf(vera), [0n, 0n]);
});

t.test('The movements of one transfer stand or fall together', async (t) => {
  const [vera = '', fern = '', finn = ''] = await people(3);
  await give(vera, 10);
  const part = (toOwner: string, tokens: number) => ({
    ...{ from: 'wallet', fromOwner: vera, to: 'unsettled', toOwner, amount: unitsOf(tokens) },
  });
  const before = await books();
  t.match(
    await post(order([part(fern, 6), part(finn, 5)])),
    [{ outcome: 'insufficient' }],
    'each alone would have fitted',
  );
  t.equal(await books(), before);
  const whole = order([part(fern, 6), part(finn, 4)], { owner: vera });
  t.match(await post(whole), [{ outcome: 'posted', available: 0n }]);
  const moves = await postgres.query<{ n: number; amount: string; from_version: string; from_balance: string }>(
    'SELECT n, amount, from_version, from_balance FROM ledger.move WHERE transfer_id = $1 ORDER BY n',
    [whole.id],
  );
  t.same(moves, [
    { n: 1, amount: '60000', from_version: '2', from_balance: '40000' },
    { n: 2, amount: '40000', from_version: '3', from_balance: '0' },
  ]);
});

t.test('What comes in by a transfer cannot go out by it', async (t) => {
  const [vera = '', fern = ''] = await people(2);
  const before = await books();
  const [in1] = issue(vera, 10).moves;
  const [out] = tip(vera, fern, 10).moves;
  t.match(await post(order([in1, out].filter((move) => move !== undefined))), [{ outcome: 'insufficient' }]);
  t.equal(await books(), before);
});

t.test('Versions along an account have no gap, and each balance is the one before plus the amount', async (t) => {
  const [vera = '', fern = ''] = await people(2);
  for (const tokens of [5, 7, 9]) await give(vera, tokens);
  for (const tokens of [1, 20, 3, 4]) await post(tip(vera, fern, tokens));
  const rows = await postgres.query<{ version: string; amount: string; balance: string }>(
    `SELECT e.version, e.amount / 10000 AS amount, e.balance / 10000 AS balance FROM ledger.entry e JOIN ledger.account a ON a.id = e.account_id
     WHERE a.owner_id = $1 AND a.kind = 'wallet:paid' ORDER BY e.version`,
    [vera],
  );
  t.same(
    rows.map(({ version, amount, balance }) => [version, amount, balance].map(Number)),
    [
      [1, 5, 5],
      [2, 7, 12],
      [3, 9, 21],
      [4, -1, 20],
      [5, -20, 0],
    ],
  );
});

const bugs: Readonly<Record<string, (vera: string, fern: string) => Order>> = {
  'half a token out of a wallet': (vera, fern) =>
    order([{ from: 'wallet', fromOwner: vera, to: 'unsettled', toOwner: fern, amount: 5_000n }]),
  'half a token into a wallet': (vera) =>
    order([{ from: 'unsettled', fromOwner: vera, to: 'wallet:paid', toOwner: vera, amount: 5_000n }]),
  nothing: (vera, fern) => tip(vera, fern, 0),
  'less than nothing': (vera, fern) => tip(vera, fern, -1),
  'a kind that does not exist': (vera, fern) =>
    order([{ from: 'wallet', fromOwner: vera, to: 'pocket', toOwner: fern, amount: unitsOf(1) }]),
  'a source that does not exist': (vera, fern) =>
    order([{ from: 'pocket', fromOwner: vera, to: 'unsettled', toOwner: fern, amount: unitsOf(1) }]),
  'to somebody who does not exist': (vera) => tip(vera, newId(), 1),
  'from one account to itself': (vera) =>
    order([{ from: 'wallet:paid', fromOwner: vera, to: 'wallet:paid', toOwner: vera, amount: unitsOf(1) }]),
  'a person’s kind of the platform': (vera) =>
    order([{ from: 'wallet', fromOwner: vera, to: 'unsettled', toOwner: platformId, amount: unitsOf(1) }]),
  'the platform’s kind of a person': (vera) =>
    order([{ from: 'wallet', fromOwner: vera, to: 'platform:revenue', toOwner: vera, amount: unitsOf(1) }]),
  'more than a bigint holds': (vera, fern) =>
    order([{ from: 'wallet', fromOwner: vera, to: 'unsettled', toOwner: fern, amount: 2n ** 63n }]),
  '10 to the 400': (vera, fern) =>
    order([{ from: 'wallet', fromOwner: vera, to: 'unsettled', toOwner: fern, amount: 10n ** 400n }]),
  'a transfer without movements': () => order([]),
  'a hash that is none': (vera, fern) => tip(vera, fern, 1, { hash: 'x' }),
  'a transfer id that was used': (vera, fern) => tip(vera, fern, 1, { id: used }),
};
const used = newId();
for (const [what, made] of Object.entries(bugs)) {
  t.test(`A caller’s bug fails the whole call and changes nothing: ${what}`, async (t) => {
    const [vera = '', fern = ''] = await people(2);
    await give(vera, 10);
    if (what === 'a transfer id that was used') await post(tip(vera, fern, 1, { id: used }));
    const before = await books();
    await t.rejects(post(tip(vera, fern, 1), made(vera, fern)));
    t.equal(await books(), before);
  });
}

t.test('Months are made ahead, once', async (t) => {
  t.equal(await keepPartitions(database), 0, 'the migration made them');
  const made = await postgres.query<{ made: number }>('SELECT ledger.make_partitions(5) AS made');
  t.same(made, [{ made: 2 }]);
  const [first, second] = await Promise.all([keepPartitions(database), keepPartitions(database)]);
  t.same([first, second], [0, 0]);
});

t.test('The hash of a request does not depend on the order of its fields, nor on absent ones', async (t) => {
  t.equal(hashRequest({ a: 1, b: undefined, c: 'x' }), hashRequest({ c: 'x', a: 1 }));
  t.not(hashRequest({ a: 1, c: 'x' }), hashRequest({ a: '1', c: 'x' }));
  t.not(hashRequest({ a: 1, c: null }), hashRequest({ a: 1 }));
});
