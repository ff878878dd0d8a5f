/** Months that are over are closed once they are sealed, and may lie elsewhere: nothing enters them, and everything is read as before. */
import pg from 'pg';
import t from 'tap';
import { openMonths } from '../../infra/archive/ledger-months.ts';
import { verifyLedger } from '../../infra/audit/verify-ledger.ts';
import { superuser } from '../../infra/supervisor/postgres/create-cluster.ts';
import { readEntries, reconcileBooks } from '../../server/domains/ledger/index.ts';
import { systemClock } from '../../server/kernel/clock.ts';
import { fillHistory } from '../world/history/fill.ts';
import { noNews, openLedgerStage } from './ledger-stage.ts';

const { postgres, database, books, people, give } = await openLedgerStage(t);
await fillHistory(postgres.query, { entries: 12_000, months: 5, say: (line) => t.comment(line) });
const months = await openMonths(postgres.adminUrl);
t.teardown(() => months.end());
const names = (await months.list()).map(({ name }) => name);
const thisMonth = new Date().toISOString().slice(0, 7);
/** What has been over for a day: on the first of a month not the one before. */
const yesterday = new Date(Date.now() - 24 * 3_600_000).toISOString().slice(0, 7);
const old = names.filter((name) => name < yesterday);
const tableOf = (name = ''): string => `ledger.move_${name.replace('-', '_')}`;

async function differing(): Promise<string[]> {
  const quiet = { log: { error: () => undefined } };
  const row = await reconcileBooks({ database, news: noNews, clock: systemClock, ...quiet }, []);
  return row?.checks.filter(({ holds }) => !holds).map(({ name }) => name) ?? ['nothing was compared'];
}

/** Every entry of the wallet with most of them. */
async function statement() {
  const [most] = await postgres.query<{ id: string }>(
    `SELECT owner_id AS id FROM ledger.account WHERE kind = 'wallet:paid' ORDER BY version DESC LIMIT 1`,
  );
  const page = { first: 'newest', limit: 10_000 } as const;
  return readEntries(database.read, { ownerId: most?.id ?? '', kind: 'wallet:paid' }, page);
}

t.test('A month is closed in its turn, when it is over and sealed', async (t) => {
  const [first = '', second = ''] = old;
  await t.rejects(months.close(thisMonth), { message: /has not been over for a day/ });
  await t.rejects(months.close(names.at(-1) ?? ''), { message: /has not been over for a day/ });
  await t.rejects(months.close(second), { message: /A month before .* is not closed/ });
  await t.rejects(months.put(first, 'pg_default'), { message: /is not closed/ });

  await postgres.query('CREATE TABLE public.seals AS TABLE ledger.seal');
  await postgres.query('ALTER TABLE ledger.seal DISABLE TRIGGER kept');
  await postgres.query('DELETE FROM ledger.seal');
  const empty = await months.close(first);
  t.same(empty, { moves: 0, head: 'nothing' }, 'the oldest month has nothing to be sealed');
  await t.rejects(months.close(second), { message: /movements without a key and [1-9]\d* that are not sealed/ });
  await postgres.query('INSERT INTO ledger.seal SELECT * FROM public.seals ORDER BY n');
  await postgres.query('ALTER TABLE ledger.seal ENABLE ALWAYS TRIGGER kept');

  for (const name of old) {
    const { moves } = await months.close(name);
    const [row] = await postgres.query<{ many: number }>(`SELECT count(*)::int AS many FROM ${tableOf(name)}`);
    t.equal(moves, row?.many, `${name}: ${moves}`);
  }
  t.same(await months.close(second), await months.close(second), 'once');
  t.same(
    (await months.list()).filter(({ closed }) => closed).map(({ name }) => name),
    old,
  );
  t.same(await differing(), [], 'the books agree');
});

t.test('Nothing enters it, and what was noted of it stays', async (t) => {
  const row = `SELECT gen_random_uuid(), n, at, kind, from_id, to_id, amount FROM ${tableOf(old[1])} LIMIT 1`;
  const columns = '(transfer_id, n, at, kind, from_id, to_id, amount)';
  for (const into of ['ledger.move', tableOf(old[1])]) {
    await t.rejects(postgres.query(`INSERT INTO ${into} ${columns} ${row}`), { message: /append-only: INSERT/ }, into);
  }
  await t.rejects(postgres.query('UPDATE ledger.closed_month SET moves = 0'), { message: /append-only/ });
  await t.rejects(postgres.query('DELETE FROM ledger.closed_month'), { message: /append-only/ });
  await t.rejects(database.read.$queryRaw`SELECT ledger.close_month('2020-01-01')`, { message: /permission denied/ });
  const [vera = ''] = await people(1);
  await give(vera, 5);
  t.same(await differing(), [], 'what comes now goes on');
});

t.test('On another disk it is read as before', async (t) => {
  const [before, lines] = [await books(), await statement()];
  const asSuper = new pg.Client({ connectionString: postgres.adminUrl.replace(/\/\/[^:]+:/, `//${superuser}:`) });
  await asSuper.connect();
  await asSuper.query('SET allow_in_place_tablespaces = on');
  await asSuper.query(`CREATE TABLESPACE cold LOCATION ''`);
  await asSuper.query('GRANT CREATE ON TABLESPACE cold TO busker_owner');
  await asSuper.end();
  for (const name of old.slice(0, 3)) await months.put(name, 'cold');
  const [left] = await postgres.query<{ parts: number }>(
    `SELECT count(*)::int AS parts FROM pg_class c LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
     WHERE c.relname LIKE 'move_' || replace($1, '-', '_') || '%' AND c.relkind IN ('r', 'i') AND s.spcname IS DISTINCT FROM 'cold'`,
    [old[1]],
  );
  t.equal(left?.parts, 0, 'with all of its indexes');
  t.equal(await books(), before, 'not a digit is different');
  t.ok(lines.length > 100, `${lines.length} lines`);
  t.same(await statement(), lines, 'statements too');
  t.same(await differing(), [], 'the books agree');
  const { sound, said } = await verifyLedger(postgres.url, undefined, () => undefined);
  t.ok(sound, said);
});

t.test('Whoever takes a month away, or its guard, is told', async (t) => {
  const name = tableOf(old[1]);
  await postgres.query(`ALTER TABLE ledger.move DETACH PARTITION ${name}`);
  t.ok((await differing()).includes('months'), 'detached');
  const [from, to] = [old[1], old[2]].map((month) => `${month}-01 00:00:00Z`);
  await postgres.query(`ALTER TABLE ledger.move ATTACH PARTITION ${name} FOR VALUES FROM ('${from}') TO ('${to}')`);
  t.same(await differing(), [], 'and brought back');
  await postgres.query(`ALTER TABLE ${name} DISABLE TRIGGER closed`);
  t.same(await differing(), ['months']);
  await postgres.query(`ALTER TABLE ${name} ENABLE ALWAYS TRIGGER closed`);
  t.same(await differing(), []);
});
