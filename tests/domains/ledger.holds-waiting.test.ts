/** What becomes of calls that waited for a wallet: they judge what stands when it is theirs, and touch nothing that is not. */
import t from 'tap';
import { reconcileBooks } from '../../server/domains/ledger/index.ts';
import { systemClock } from '../../server/kernel/clock.ts';
import { unitsOf } from '../../server/kernel/money.ts';
import { lockWallet } from './ledger-lock.ts';
import { hold, noNews, openLedgerStage, spend } from './ledger-stage.ts';

const { postgres, database, place, resolve, give, people, books } = await openLedgerStage(t);

const differing = async () => {
  const deps = { database, clock: systemClock, log: { error: () => undefined }, news: noNews };
  const made = await reconcileBooks(deps, []);
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
