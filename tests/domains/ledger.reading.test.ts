/** Reading the ledger: balances, entries, transfers, accounts; pages that neither skip nor repeat, and indexes for each. */

import { createHash } from 'node:crypto';
import pg from 'pg';
import t from 'tap';
import {
  type AccountMoveRow,
  type EntryRow,
  platformId,
  readAccount,
  readAccountMoves,
  readBalances,
  readEntries,
  readKinds,
  readTransfer,
} from '../../server/domains/ledger/index.ts';
import { newId } from '../../server/kernel/ids.ts';
import { unitsOf } from '../../server/kernel/money.ts';
import { issue, openLedgerStage, order, tip } from './ledger-stage.ts';

const { postgres, database, post, give, people } = await openLedgerStage(t);
const { read } = database;
const [vera = '', fern = ''] = await people(2);
await give(vera, 100);
const tips = Array.from({ length: 12 }, (_, at) => tip(vera, fern, at + 1));
for (const one of tips.slice(0, 6)) await post(one);
// Of one millisecond.
await post(...tips.slice(6));
const settled = order([{ from: 'unsettled', fromOwner: fern, to: 'earnings', toOwner: fern, amount: 12_345n }], {
  kind: 'settle',
});
await post(settled);
const paid = { ownerId: vera, kind: 'wallet:paid' };

t.test('Balances by kind: kept ones, and appended ones as the sum of what was appended', async (t) => {
  t.same([...(await readBalances(read, fern))].sort(), [
    ['earnings', 12_345n],
    ['unsettled', unitsOf(78) - 12_345n],
    ['wallet:paid', 0n],
    ['wallet:promo', 0n],
  ]);
  t.same([...(await readBalances(read, vera, ['wallet:paid', 'earnings']))], [['wallet:paid', unitsOf(22)]]);
  t.equal((await readBalances(read, platformId)).get('issued:paid'), unitsOf(-100));
  t.equal((await readBalances(read, newId())).size, 0, 'of nobody');
});

t.test('All kinds together hold nothing, and empty ones are named', async (t) => {
  const kinds = await readKinds(read);
  t.same(
    kinds.map(({ kind }) => kind),
    [
      ...['chargeback-loss', 'earnings', 'earnings:held', 'issued:paid', 'issued:promo', 'payout:in-transit'],
      ...['platform:revenue', 'relay:pool', 'unsettled', 'wallet:held', 'wallet:paid', 'wallet:promo'],
    ],
  );
  t.equal(
    kinds.reduce((sum, { balance }) => sum + balance, 0n),
    0n,
  );
  t.match(
    kinds.find(({ kind }) => kind === 'wallet:paid'),
    // Theirs, and that of the performer of every stage.
    { unit: 'TOKEN', accounts: 3, balance: unitsOf(22) },
  );
  t.match(
    kinds.find(({ kind }) => kind === 'wallet:held'),
    { accounts: 0, balance: 0n },
  );
});

/** Every page, one after the other. */
async function pages(first: 'newest' | 'oldest', limit: number): Promise<EntryRow[]> {
  const all: EntryRow[] = [];
  while (true) {
    const page = await readEntries(read, paid, { first, beyond: all.at(-1)?.version, limit });
    all.push(...page);
    if (page.length < limit) return all;
  }
}

t.test('Entries come along their versions, in pages that neither skip nor repeat', async (t) => {
  const newest = await pages('newest', 5);
  t.same(
    newest.map(({ version }) => Number(version)),
    [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1],
  );
  t.same(await pages('oldest', 4), newest.toReversed());
  t.match(newest[0], {
    ...{
      transferId: tips[11]?.id,
      kind: 'tip',
      amount: unitsOf(-12),
      balance: unitsOf(22),
      otherKind: 'unsettled',
      otherOwnerId: fern,
    },
  });
  t.match(newest.at(-1), {
    kind: 'issue',
    amount: unitsOf(100),
    balance: unitsOf(100),
    otherKind: 'issued:paid',
    otherOwnerId: null,
  });
});

t.test('Entries of a span of time: from it, to before it', async (t) => {
  const all = await pages('oldest', 50);
  const [, second, third] = all;
  if (second === undefined || third === undefined) throw new Error('too few entries');
  const span = await readEntries(read, paid, { first: 'oldest', from: second.at, to: third.at, limit: 50 });
  t.same(
    span,
    all.filter(({ at }) => at >= second.at && at < third.at),
  );
  t.same(await readEntries(read, paid, { first: 'newest', to: all[0]?.at, limit: 50 }), []);
  t.same(
    await readEntries(read, { ownerId: fern, kind: 'unsettled' }, { first: 'newest', limit: 50 }),
    [],
    'not numbered',
  );
});

t.test('A transfer has both sides and its key', async (t) => {
  const given = tips[0];
  const found = await readTransfer(read, given?.id ?? '');
  const key = createHash('sha256')
    .update(given?.key ?? '')
    .digest('hex');
  t.match(found, { id: given?.id, kind: 'tip', key: { ownerId: vera, route: 'test', key } });
  t.match(found?.moves, [
    {
      ...{ n: 1, amount: unitsOf(1) },
      from: { kind: 'wallet:paid', ownerId: vera, balance: unitsOf(99) },
      to: { kind: 'unsettled', ownerId: fern, balance: null },
    },
  ]);
  t.match((await readTransfer(read, settled.id))?.moves, [{ to: { kind: 'earnings', balance: 12_345n } }]);
  t.equal(await readTransfer(read, newId()), null);
});

async function accountOf(owner: string, kind: string) {
  const [row] = await postgres.query<{ id: string }>(
    'SELECT id FROM ledger.account WHERE owner_id = $1 AND kind = $2',
    [owner, kind],
  );
  return readAccount(read, BigInt(row?.id ?? 0));
}

t.test('An account as it stands, kept or appended; of the platform, without an owner', async (t) => {
  t.match(await accountOf(vera, 'wallet:paid'), {
    kind: 'wallet:paid',
    unit: 'TOKEN',
    ownerId: vera,
    maintained: true,
    balance: unitsOf(22),
  });
  t.match(await accountOf(fern, 'unsettled'), { maintained: false, balance: unitsOf(78) - 12_345n });
  t.match(await accountOf(platformId, 'issued:paid'), { ownerId: null, balance: unitsOf(-100) });
  t.equal(await readAccount(read, 0n), null);
});

for (const [owner, kind, many] of [
  [vera, 'wallet:paid', 13],
  [fern, 'unsettled', 13],
] as const) {
  t.test(`Movements of ${kind}, newest first, page by page`, async (t) => {
    const account = await accountOf(owner, kind);
    if (account === null) throw new Error('no such account');
    const all: AccountMoveRow[] = [];
    let before: string | null = null;
    do {
      const page: { moves: AccountMoveRow[]; next: string | null } = await readAccountMoves(read, account, before, 4);
      all.push(...page.moves);
      before = page.next;
    } while (before !== null);
    t.equal(all.length, many);
    t.equal(new Set(all.map(({ transferId }) => transferId)).size, many, 'none twice');
    t.same(
      all.map(({ at }) => at.getTime()),
      all.map(({ at }) => at.getTime()).sort((a, b) => b - a),
    );
    t.equal(
      all.reduce((sum, { amount }) => sum + amount, 0n),
      account.balance,
    );
    for (const made of ['x', '-1', '1 2 3', '99999999999999 0 0', "1' OR true --", '9'.repeat(19), '']) {
      t.same((await readAccountMoves(read, account, made, 4)).moves, [], `a place that was made up: ${made}`);
    }
  });
}

t.test('Where there is much, every question is answered from an index', { timeout: 120_000 }, async (t) => {
  const many = await people(40);
  for (let round = 0; round < 25; round += 1) {
    await post(...many.map((person) => issue(person, 5)), ...many.map((person) => tip(person, fern, 1)));
  }
  await postgres.query('ANALYZE ledger.move; ANALYZE ledger.account; ANALYZE ledger.key');
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  const one = many[0];
  const id = `(SELECT id FROM ledger.account WHERE owner_id = '${one}' AND kind = 'wallet:paid')`;
  const questions = [
    `SELECT * FROM ledger.entry WHERE account_id = ${id} AND version < 40 AND at < 'infinity' ORDER BY version DESC LIMIT 20`,
    `SELECT * FROM ledger.entry WHERE account_id = ${id} AND version > 3 ORDER BY version LIMIT 20`,
    `SELECT * FROM ledger.move WHERE transfer_id = '${newId()}'`,
    `SELECT * FROM ledger.key WHERE transfer_id = '${newId()}'`,
    `SELECT sum(amount) FROM ledger.move WHERE to_id = ${id} AND to_version IS NULL`,
    `SELECT * FROM ledger.entry WHERE account_id = (SELECT id FROM ledger.account WHERE owner_id = '${fern}' AND kind = 'unsettled')
       AND version IS NULL AND at <= now() ORDER BY at DESC, transfer_id DESC, n DESC LIMIT 20`,
  ];
  for (const sql of questions) {
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    // Months that are still empty may be walked.
    t.notMatch(
      plan.replaceAll(/Seq Scan on move_\S+ [^\n]*rows=(?:0|1) /g, ''),
      /Seq Scan on (?:move|key)/,
      `${sql}\n${plan}`,
    );
  }
  await client.end();
});
