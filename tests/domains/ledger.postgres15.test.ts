/**
 * The same books on Debian's Postgres 15: every migration applies, what is posted, held and sealed there is right, and so is a long
 * history over many months. All of the ledger's tests run there with `npm run prove -- postgres15`.
 */
import t from 'tap';
import { verifyLedger } from '../../infra/audit/verify-ledger.ts';
import { reconcileBooks } from '../../server/domains/ledger/index.ts';
import { tipChecks } from '../../server/domains/tips/index.ts';
import { systemClock } from '../../server/kernel/clock.ts';
import { fillHistory } from '../world/history/fill.ts';
import { noPostgres15, postgres15 } from '../world/postgres15.ts';
import { hold, noNews, openLedgerStage, spend, tip } from './ledger-stage.ts';

t.test('On Postgres 15', { skip: noPostgres15 }, async (t) => {
  const { postgres, database, post, place, resolve, people, give } = await openLedgerStage(t, { programs: postgres15 });
  const [version] = await postgres.query<{ server_version: string }>('SHOW server_version');
  t.match(version?.server_version, /^15\./, 'this is what runs');

  const history = await fillHistory(postgres.query, { entries: 20_000, months: 6, say: (line) => t.comment(line) });
  t.ok(history.entries > 15_000, `${history.entries} entries`);
  const differing = async (further: ReturnType<typeof tipChecks>): Promise<unknown> => {
    const quiet = { log: { error: () => undefined } };
    const row = await reconcileBooks({ database, news: noNews, clock: systemClock, ...quiet }, further);
    return row?.checks.filter(({ holds }) => !holds);
  };
  t.same(await differing(tipChecks()), [], 'books and tips of the history agree');
  const [vera = '', fern = ''] = await people(2);
  await give(vera, 50, 'promo');
  await give(vera, 50);
  const [first, second] = await post(tip(vera, fern, 60), tip(vera, fern, 60));
  t.match([first, second], [{ outcome: 'posted', promo: 500_000n }, { outcome: 'insufficient' }]);
  const held = hold(vera, 30);
  t.match(await place(held), [{ outcome: 'placed' }]);
  t.match(await resolve(spend(held.id, 10)), [{ outcome: 'posted' }]);

  t.same(await differing([]), [], 'the books agree');
  const { sound, said } = await verifyLedger(postgres.url, undefined, () => undefined);
  t.ok(sound, said);
});
