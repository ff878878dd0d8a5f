/** What becomes of calls that waited for a wallet: they judge what stands when it is theirs, and touch nothing that is not. */
import pg from 'pg';
import t from 'tap';
import { reconcileBooks } from '../../server/domains/ledger/index.ts';
import { systemClock } from '../../server/kernel/clock.ts';
import { unitsOf } from '../../server/kernel/money.ts';
import { until } from '../world/until.ts';
import { lockWallet } from './ledger-lock.ts';
import { hold, noNews, openLedgerStage, spend } from './ledger-stage.ts';

const { postgres, database, place, resolve, give, people, books } = await openLedgerStage(t);

const differing = async () => {
  const deps = { database, clock: systemClock, log: { error: () => undefined }, news: noNews };
  const made = await reconcileBooks({ ...deps, noteDiffering: () => undefined }, []);
  return made?.checks.filter(({ holds }) => !holds);
};
async function rich(): Promise<[string, string]> {
  const [vera = '', bea = ''] = await people(2);
  for (const person of [vera, bea]) await give(person, 100);
  return [vera, bea];
}
const voided = (id: string) => spend(id, 0, { moves: 'void' });

t.test('A hold that is placed while a call waits for another wallet is not there for it', async (t) => {
  const [vera, bea] = await rich();
  const [first, later] = [hold(vera, 10), hold(bea, 20)];
  await place(first);
  const wallet = await lockWallet(postgres, vera);
  const ending = resolve(voided(first.id), voided(later.id), spend(later.id, 5));
  await wallet.awaited();
  t.match(await place(later), [{ outcome: 'placed' }]);
  await wallet.release();
  t.match(await ending, [
    { outcome: 'voided', available: unitsOf(100) },
    { outcome: 'not_found', how: null, transferId: null, available: null },
    { outcome: 'not_found', how: null, transferId: null, available: null },
  ]);
  t.equal((await postgres.query('SELECT FROM ledger.hold_open WHERE hold_id = $1', [later.id])).length, 1, 'open');
  t.same(await differing(), []);
  t.match(await resolve(spend(later.id, 5)), [{ outcome: 'posted', posted: unitsOf(5), available: unitsOf(95) }]);
});

t.test('What is placed and ended meanwhile is answered as such: that needs no lock', async (t) => {
  const [vera, bea] = await rich();
  const [first, later, over] = [hold(vera, 10), hold(bea, 20), hold(bea, 1, { lastsMs: 1 })];
  await place(first);
  const wallet = await lockWallet(postgres, vera);
  const posted = spend(later.id, 5);
  const ending = resolve(voided(first.id), posted, voided(later.id), voided(over.id));
  await wallet.awaited();
  await place(later, over);
  const [done] = await resolve(posted);
  await wallet.release();
  t.match(await ending, [
    { outcome: 'voided' },
    { outcome: 'replayed', transferId: done?.transferId, posted: unitsOf(5) },
    { outcome: 'already_resolved', how: 'posted' },
    { outcome: 'too_late' },
  ]);
});

t.test('A hold does not end before it was placed, and a clock that was put back hinders nobody', async (t) => {
  const [vera] = await rich();
  const one = hold(vera, 10);
  await place(one);
  const before = await books();
  const early = `SELECT ledger.end_hold(h, 'voided', gen_random_uuid(), h.at - interval '1 second', '[]', h.owner_id, 'test',
    repeat('1', 64), repeat('0', 64)) FROM ledger.hold h WHERE h.id = $1`;
  await t.rejects(postgres.query(early, [one.id]), { code: '23514', message: /ends as a whole, and in time/ });
  t.equal(await books(), before);
  await postgres.query('ALTER TABLE ledger.hold DISABLE TRIGGER kept');
  await postgres.query(`UPDATE ledger.hold SET at = at + interval '1 minute' WHERE id = $1`, [one.id]);
  await postgres.query('ALTER TABLE ledger.hold ENABLE ALWAYS TRIGGER kept');
  const [row] = await postgres.query<{ at: Date }>('SELECT at FROM ledger.hold WHERE id = $1', [one.id]);
  t.match(await resolve(voided(one.id)), [{ outcome: 'voided', at: row?.at, available: unitsOf(100) }]);
});

/** A movement of one token from wallet to wallet, numbered as somebody read it. */
async function numbered(from: string, to: string, version = 1, balance = -10_000): Promise<string> {
  const [row] = await postgres.query<{ text: string }>(
    `SELECT format('INSERT INTO ledger.move (transfer_id, n, at, kind, from_id, to_id, amount, from_version, from_balance, to_version, to_balance)
       VALUES (gen_random_uuid(), 1, clock_timestamp(), ''tip'', %s, %s, 10000, %s, %s, %s, %s)', f.id, t.id, f.version + $3::int,
       f.balance + $4::int, t.version + 1, t.balance + 10000) AS text
     FROM ledger.account f, ledger.account t
     WHERE f.owner_id = $1 AND t.owner_id = $2 AND f.kind = 'wallet:paid' AND t.kind = 'wallet:paid'`,
    [from, to, version, balance],
  );
  return row?.text ?? '';
}

t.test(
  'Numbers that another transaction passed are to be asked again; those that never held are a mistake',
  async (t) => {
    const [vera, bea] = await rich();
    const right = await numbered(vera, bea);
    const wrong = [await numbered(vera, bea, 1, 0), await numbered(vera, bea, 2), await numbered(vera, bea, 0)];
    await give(bea, 1);
    const before = await books();
    await t.rejects(postgres.query(right), { code: '40001' }, 'passed before they are written');
    for (const text of wrong) await t.rejects(postgres.query(text), { code: '23514' }, 'though others were passed too');
    t.equal(await books(), before);
    const twice = await numbered(vera, bea);
    await t.rejects(
      postgres.query(`DO $$ BEGIN ${twice}; PERFORM pg_sleep(0.002); ${twice}; END $$`),
      { code: '23514' },
      'passed by the same transaction',
    );
    t.equal(await books(), before);
  },
);

t.test('Numbers that are passed while they wait are to be asked again', async (t) => {
  const [vera, bea] = await rich();
  const text = await numbered(vera, bea);
  const client = new pg.Client({ connectionString: postgres.adminUrl });
  await client.connect();
  await client.query('BEGIN');
  await client.query(text);
  const second = postgres.query(text).then(
    () => 'written',
    ({ code }) => code,
  );
  await until('who waits', async () => (await client.query('SELECT FROM pg_locks WHERE NOT granted')).rows.length > 0);
  await client.query('COMMIT');
  t.equal(await second, '40001');
  await client.end();
});
