/**
 * Books with a long history, written set by set and not posted: whether they are what posting would have left, the comparison
 * of the books and the verifier of the seals say. Only for a ledger that is empty.
 */
import { type Query, setAside } from './aside.ts';
import * as books from './books.ts';
import * as cast from './people.ts';

export interface HistoryWishes {
  /** Of `ledger.entry`, two for each movement; about so many. */
  readonly entries: number;
  readonly months: number;
  readonly say: (line: string) => void;
}

export interface History {
  readonly entries: number;
  readonly transfers: number;
  readonly tips: number;
  readonly givers: number;
  readonly performers: number;
}

const showsAMonth = 12;

/** Writes it, seals it, and leaves the tables as autovacuum would. */
export async function fillHistory(query: Query, { entries, months, say }: HistoryWishes): Promise<History> {
  const givers = Math.max(10, Math.round(entries / 1_000));
  const performers = Math.max(4, Math.round(givers / 50));
  // A tip is a movement and half a settlement of two; a month of a giver has two purchases.
  const tips = Math.round((entries - givers * months * 3) / 4);
  const step = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    const startedMs = performance.now();
    await work();
    say(`  ${what}: ${((performance.now() - startedMs) / 1_000).toFixed(1)} s`);
  };
  for (const setting of [
    `work_mem = '192MB'`,
    `maintenance_work_mem = '512MB'`,
    `timezone = 'UTC'`,
    'max_parallel_workers_per_gather = 0',
  ])
    await query(`SET ${setting}`);
  await query('SELECT ledger.make_partitions(3, now() - make_interval(months => $1::int))', [months]);
  await openMade(query, months);
  await step(`${givers} givers, ${performers} performers`, () => addPeople(query, { givers, performers, months }));
  await step(`${tips} tips`, async () => {
    await query(books.tips, [tips]);
    await query(books.told);
  });
  await step('movements', () => query(books.moves));
  const putBack = await setAside(query);
  await step('written', () => write(query));
  await step('indexes and guards', putBack);
  await query('DROP SCHEMA made CASCADE');
  for (const table of [
    'ledger.move',
    'ledger.key',
    'ledger.account',
    'tip',
    'tip_settlement',
    'tip_total',
    'tip_named',
  ])
    await step(`vacuum of ${table}`, () => query(`VACUUM (ANALYZE) ${table}`));
  await step('seals', () => sealAll(query));
  const [counted] = await query<{ entries: number; transfers: number }>(
    'SELECT (SELECT count(*) FROM ledger.entry)::int AS entries, (SELECT count(*) FROM ledger.key)::int AS transfers',
  );
  return { entries: counted?.entries ?? 0, transfers: counted?.transfers ?? 0, tips, givers, performers };
}

/** The bounds of the history, as functions, so that every statement has the same. */
async function openMade(query: Query, months: number): Promise<void> {
  const [now] = await query<{ now: string; since: string }>(
    `SELECT now()::text AS now, (date_trunc('month', now()) - make_interval(months => $1::int - 1))::text AS since`,
    [months],
  );
  await query('CREATE SCHEMA made');
  const constant = (name: string, type: string, value: string): Promise<unknown> =>
    query(`CREATE FUNCTION made.${name}() RETURNS ${type} LANGUAGE sql IMMUTABLE RETURN ${type} '${value}'`);
  await constant('since', 'timestamptz', now?.since ?? '');
  await query(`CREATE FUNCTION made.until() RETURNS timestamptz LANGUAGE sql IMMUTABLE
    RETURN timestamptz '${now?.now ?? ''}' - interval '1 minute'`);
  await constant('lasts', 'interval', '3 hours');
}

async function addPeople(
  query: Query,
  { givers, performers, months }: { readonly givers: number; readonly performers: number; readonly months: number },
): Promise<void> {
  await query(cast.people, [givers, performers]);
  await query(cast.accounts);
  await query(cast.books);
  await query(cast.shows, [months * showsAMonth]);
  await query(cast.streams);
}

/** Months one after the other, as they came. */
async function write(query: Query): Promise<void> {
  const months = await query<{ from: string; to: string }>(
    `SELECT m::text AS from, (m + interval '1 month')::text AS to
     FROM generate_series((SELECT date_trunc('month', min(at)) FROM made.move), now(), '1 month') AS m`,
  );
  for (const { from, to } of months) await query(books.writeMoves, [from, to]);
  await query(books.writeBalances);
  await query(books.writeKeys);
  await query(books.writeTips);
  await query(books.writeSettlements);
  await query(books.writeTotals);
}

/** What the job does every second, without waiting for seconds. The first call only notes the mark. */
async function sealAll(query: Query): Promise<void> {
  let calls = 0;
  for (let sealed = 0; calls < 2 || sealed > 0; calls += 1) {
    const rows = await query<{ transfers: number }>('SELECT transfers FROM ledger.add_seal(10000)');
    sealed = rows[0]?.transfers ?? 0;
  }
}
