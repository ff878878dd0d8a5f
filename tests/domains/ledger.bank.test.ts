/** Many at once: nothing is lost, nothing appears, nobody waits for ever, and a database that dies keeps what it acknowledged. */
import pg from 'pg';
import t from 'tap';
import {
  type Order,
  platformId,
  postTransfers,
  readBalances,
  reconcileBooks,
} from '../../server/domains/ledger/index.ts';
import { systemClock } from '../../server/kernel/clock.ts';
import { newId } from '../../server/kernel/ids.ts';
import { unitsOf } from '../../server/kernel/money.ts';
import { until } from '../world/until.ts';
import { noNews, openLedgerStage, order, tip } from './ledger-stage.ts';

const { postgres, database, post, give, people } = await openLedgerStage(t, { maxConnections: 12 });
const wallets = await people(6);
const each = 1_000;
for (const person of wallets) await give(person, each);
const total = BigInt(wallets.length) * unitsOf(each);

const compare = () =>
  reconcileBooks(
    {
      ...{ database, clock: systemClock, log: { error: () => undefined } },
      news: noNews,
    },
    [],
  );

/** From one wallet to another, or to several; which, is decided by the number. */
function between(number: number): Order {
  const from = wallets[number % wallets.length] ?? '';
  const others = wallets.filter((person) => person !== from);
  const to = (at: number): string => others[(number * 7 + at) % others.length] ?? '';
  const moves = [0, 1].slice(0, 1 + (number % 2)).map((at) => ({
    ...{
      from: 'wallet:paid',
      fromOwner: from,
      to: 'wallet:paid',
      toOwner: to(at),
      amount: unitsOf(1 + ((number * 13) % 90)),
    },
  }));
  return order(moves, { kind: 'gift', owner: platformId });
}

async function deadlocks(): Promise<number> {
  const [row] = await postgres.query<{ many: number }>(
    'SELECT deadlocks::int AS many FROM pg_stat_database WHERE datname = current_database()',
  );
  return row?.many ?? -1;
}

t.test(
  'While eight move tokens between six wallets, every snapshot holds the same total',
  { timeout: 120_000 },
  async (t) => {
    const outcomes = new Map<string, number>();
    let moving = 8;
    const movers = Array.from({ length: moving }, async (_, mover) => {
      for (let number = 0; number < 40; number += 1) {
        // Several in one call now and then: more locks, in another order than they are named.
        const orders =
          number % 5 === 0 ? [3, 2, 1].map((at) => between(mover * 101 + number * at)) : [between(mover * 31 + number)];
        for (const { outcome } of await post(...orders)) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      }
      moving -= 1;
    });
    const seen: { held: bigint; moved: bigint }[] = [];
    const readers = Array.from({ length: 2 }, async () => {
      while (moving > 0) {
        const snapshot = await database.read.$queryRaw<{ held: bigint; moved: bigint }[]>`
        SELECT (SELECT sum(balance)::bigint FROM ledger.account WHERE kind LIKE 'wallet%') AS held,
          (SELECT sum(e.amount)::bigint FROM ledger.entry e JOIN ledger.account a ON a.id = e.account_id WHERE a.kind LIKE 'wallet%') AS moved`;
        seen.push(...snapshot);
      }
    });
    await Promise.all([...movers, ...readers]);
    t.ok(seen.length >= 10, `${seen.length} snapshots`);
    t.same(new Set(seen.map(({ held }) => held)), new Set([total]));
    t.same(new Set(seen.map(({ moved }) => moved)), new Set([total]), 'by movements too');
    t.ok((outcomes.get('posted') ?? 0) > 100 && (outcomes.get('insufficient') ?? 0) > 0, JSON.stringify([...outcomes]));
    t.equal(await deadlocks(), 0, 'nobody had to be thrown out');
    t.match(await compare(), { holds: true });
  },
);

t.test('Forty tips of a tenth of a wallet at once: exactly ten pass', async (t) => {
  const [vera = '', fern = ''] = await people(2);
  await give(vera, 40);
  await give(vera, 60, 'promo');
  const answers = await Promise.all(Array.from({ length: 40 }, () => post(tip(vera, fern, 10))));
  const outcomes = answers.flat().map(({ outcome }) => outcome);
  t.equal(outcomes.filter((outcome) => outcome === 'posted').length, 10);
  t.equal(outcomes.filter((outcome) => outcome === 'insufficient').length, 30);
  const held = await readBalances(database.read, vera);
  t.same([held.get('wallet:paid'), held.get('wallet:promo')], [0n, 0n]);
  t.equal((await readBalances(database.read, fern)).get('unsettled'), unitsOf(100));
});

t.test('The same key from twenty at once: one posts, the others are answered with it', async (t) => {
  const [vera = '', fern = ''] = await people(2);
  await give(vera, 40);
  const given = tip(vera, fern, 2);
  const answers = await Promise.all(Array.from({ length: 20 }, () => post({ ...given, id: newId() })));
  const outcomes = answers.flat().map(({ outcome }) => outcome);
  t.equal(outcomes.filter((outcome) => outcome === 'posted').length, 1);
  t.equal(outcomes.filter((outcome) => outcome === 'replayed').length, 19);
  t.equal(new Set(answers.flat().map(({ transferId }) => transferId)).size, 1);
  t.equal((await readBalances(database.read, fern)).get('unsettled'), unitsOf(2));
});

t.test('The same platform key on wallets of different people: one posts all the same', async (t) => {
  const many = await people(8);
  const key = newId();
  const hash = 'a'.repeat(64);
  const issued = many.map((toOwner) =>
    order([{ from: 'issued:promo', fromOwner: platformId, to: 'wallet:promo', toOwner, amount: unitsOf(5) }], {
      key,
      hash,
    }),
  );
  const answers = await Promise.all(issued.map((one) => post(one)));
  const outcomes = answers.flat().map(({ outcome }) => outcome);
  t.same(
    outcomes.sort(),
    ['posted', ...Array.from({ length: 7 }, () => 'replayed')],
    'nothing but their key held them apart',
  );
});

t.test('Many tip one performer and wait only for themselves', async (t) => {
  const [fern = '', ...fans] = await people(9);
  for (const fan of fans) await give(fan, 1);
  const holding = new pg.Client({ connectionString: postgres.adminUrl });
  await holding.connect();
  await holding.query(
    `BEGIN; SELECT FROM ledger.account WHERE owner_id = '${fern}' OR owner_id = '${fans[0]}' FOR UPDATE`,
  );
  const first = post(tip(fans[0] ?? '', fern, 1));
  const answers = await Promise.all(fans.slice(1).map((fan) => post(tip(fan, fern, 1))));
  t.ok(
    answers.flat().every(({ outcome }) => outcome === 'posted'),
    'though the performer’s own wallet was locked',
  );
  await holding.query('ROLLBACK');
  await holding.end();
  t.match(await first, [{ outcome: 'posted' }]);
  t.equal((await readBalances(database.read, fern)).get('unsettled'), unitsOf(8));
});

t.test('An account that is opened and used while a call waits is used as it stands then', async (t) => {
  const [vera = '', fern = '', nova = ''] = await people(3);
  for (const giver of [vera, nova]) await give(giver, 9);
  const earned = (giver: string, tokens: number): Order =>
    order([{ from: 'wallet', fromOwner: giver, to: 'earnings', toOwner: fern, amount: unitsOf(tokens) }], {
      owner: giver,
    });
  const holding = new pg.Client({ connectionString: postgres.adminUrl });
  await holding.connect();
  await holding.query('BEGIN');
  await holding.query('SELECT ledger.take_wallets(ARRAY[$1]::uuid[], true)', [vera]);
  const waiting = post(earned(vera, 4));
  await until(
    'a call that waits for the wallet',
    async () => (await postgres.query('SELECT FROM pg_locks WHERE NOT granted')).length > 0,
  );
  const [used] = await post(earned(nova, 3));
  t.equal(used?.outcome, 'posted');
  await holding.query('ROLLBACK');
  await holding.end();
  t.match(await waiting, [{ outcome: 'posted' }], 'after being asked again');
  t.equal((await readBalances(database.read, fern)).get('earnings'), unitsOf(7));
});

t.test(
  'kill -9 of Postgres: what was acknowledged is there, and asking again doubles nothing',
  { timeout: 120_000 },
  async (t) => {
    const acknowledged = new Set<string>();
    const orders = Array.from({ length: 300 }, (_, number) => between(number));
    const waiting = [...orders];
    const movers = Array.from({ length: 6 }, async () => {
      for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
        const { key, id } = one;
        // Until it is answered: the same key, another transfer.
        const [answer] = await until(`answer about ${key}`, () => postTransfers(database, [{ ...one, id: newId() }]), {
          withinMs: 60_000,
        });
        if (answer?.outcome === 'insufficient') continue;
        t.match(answer, { transferId: String }, id);
        acknowledged.add(answer?.transferId ?? '');
      }
    });
    await until('a good many acknowledged', () => acknowledged.size > 60, { withinMs: 60_000 });
    const before = new Set(acknowledged);
    await postgres.crash();
    await postgres.restart();
    const there = async (): Promise<Set<string>> => {
      const rows = await postgres.query<{ id: string }>(
        `SELECT DISTINCT transfer_id AS id FROM ledger.move WHERE kind = 'gift'`,
      );
      return new Set(rows.map(({ id }) => id));
    };
    const kept = await there();
    t.same(
      [...before].filter((id) => !kept.has(id)),
      [],
      `all ${before.size} acknowledged before it died are there`,
    );
    await Promise.all(movers);
    const end = await there();
    t.same(
      [...acknowledged].filter((id) => !end.has(id)),
      [],
    );
    const [row] = await postgres.query<{ many: string; keys: string }>(
      `SELECT count(DISTINCT transfer_id) AS many, count(DISTINCT k.key) AS keys FROM ledger.move JOIN ledger.key k USING (transfer_id) WHERE kind = 'gift'`,
    );
    t.equal(row?.many, row?.keys, 'one transfer a key');
    const held = await Promise.all(
      wallets.map(async (person) => (await readBalances(database.read, person)).get('wallet:paid') ?? 0n),
    );
    t.equal(
      held.reduce((sum, units) => sum + units, 0n),
      total,
      'nothing lost, nothing doubled',
    );
    t.match(await compare(), { holds: true });
  },
);
