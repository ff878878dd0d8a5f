/**
 * Plans that a connection made while there was nothing: Postgres keeps them until somebody analyzes the tables, and transfers, tips and holds
 * must read no more with them when the tables are full. Counted in rows that were read, not in time.
 */
import pg from 'pg';
import t from 'tap';
import { newId } from '../../server/kernel/ids.ts';
import { startDatabase } from '../world/database.ts';
import { addPeople } from './ledger-stage.ts';

const postgres = await startDatabase();
const client = new pg.Client({ connectionString: postgres.url });
await client.connect();
t.teardown(async () => {
  await client.end();
  await postgres.close();
});

const many = 64;
const hash = 'a'.repeat(64);
const platform = '00000000-0000-0000-0000-000000000000';

/** One call of `ledger.post`: everybody buys a thousand tokens. */
async function buy(people: readonly string[]): Promise<number> {
  const orders = people.map((id, n) => ({
    ...{ n, id: newId(), kind: 'issue', owner: id, route: 'test', key: newId(), hash },
    moves: [{ from: 'issued:paid', fromOwner: platform, to: 'wallet:paid', toOwner: id, amount: 10_000_000 }],
  }));
  return posted('SELECT outcome FROM ledger.post($1::jsonb)', [JSON.stringify(orders)]);
}

/** One call of `tip_accept`: each gives one token, outside of a show. */
async function give(viewers: readonly string[], performer: string): Promise<number> {
  const orders = viewers.map((viewer, n) => ({
    ...{ n, id: newId(), viewer, viewerName: 'Somebody', viewerHandle: 'somebody', performer, amount: 1 },
    ...{
      split: { name: 'platform-fee', version: 1 },
      private: false,
      anonymous: false,
      reasons: [],
      key: newId(),
      hash,
    },
  }));
  return posted(`SELECT outcome FROM tip_accept($1::jsonb, false, '{room}')`, [JSON.stringify(orders)]);
}

/** One call of `ledger.place_holds`: each sets a token aside for a ticket. @returns the holds */
async function aside(people: readonly string[]): Promise<string[]> {
  const orders = people.map((owner, n) => ({
    ...{ n, id: newId(), owner, source: 'wallet', purpose: 'ticket', amount: 10_000, lastsMs: 3_600_000 },
    ...{ route: 'test', key: newId(), hash },
  }));
  const text = 'SELECT outcome FROM ledger.place_holds($1::jsonb)';
  const placed = await posted(text, [JSON.stringify(orders)], 'placed');
  return orders.slice(0, placed).map(({ id }) => id);
}

/** One call of `ledger.resolve_holds`: all return. */
async function giveBack(holds: readonly string[]): Promise<number> {
  const orders = holds.map((hold, n) => ({
    ...{ n, id: newId(), hold, how: 'void', owner: platform, route: 'test', key: newId(), hash },
  }));
  return posted('SELECT outcome FROM ledger.resolve_holds($1::jsonb)', [JSON.stringify(orders)], 'voided');
}

async function posted(text: string, values: readonly string[], wanted = 'posted'): Promise<number> {
  const { rows } = await client.query<{ outcome: string }>(text, [...values]);
  return rows.filter(({ outcome }) => outcome === wanted).length;
}

/** Rows that this connection read for one call, in all tables. Others' are not in it, whenever they come to be counted. */
async function rowsReadBy(work: () => Promise<number>): Promise<number> {
  await client.query('SELECT pg_stat_force_next_flush()');
  await client.query('BEGIN');
  t.equal(await work(), many);
  const { rows } = await client.query<{ n: number }>(
    'SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int AS n FROM pg_stat_xact_user_tables',
  );
  await client.query('COMMIT');
  return rows[0]?.n ?? 0;
}

t.test('Made while there was next to nothing, plans read as little when there is much', async (t) => {
  const [first = '', performer = ''] = await addPeople(postgres, 2);
  await postgres.query(
    `ANALYZE account, tip, settlement_queue, stream_session, spending_limit, split, ledger.account, ledger.key, ledger.move, ledger.hold,
      ledger.hold_open, ledger.hold_end`,
  );
  for (const _ of [1, 2]) {
    t.equal(await buy([first]), 1);
    t.equal(await give([first], performer), 1);
    t.equal(await giveBack(await aside([first])), 1);
  }
  const people = await addPeople(postgres, many * 20);
  const calls = Array.from({ length: 20 }, (_, at) => people.slice(at * many, (at + 1) * many));
  for (const one of calls) t.equal(await buy(one), many);
  for (const one of calls) t.equal(await give(one, performer), many);
  for (const one of calls) t.equal((await aside(one)).length, many);
  const tips = await rowsReadBy(() => give(calls[0] ?? [], performer));
  const bought = await rowsReadBy(() => buy(calls[0] ?? []));
  let held: string[] = [];
  const placed = await rowsReadBy(async () => {
    held = await aside(calls[0] ?? []);
    return held.length;
  });
  const ended = await rowsReadBy(() => giveBack(held));
  t.comment(`${tips / many} rows a tip, ${bought / many} a transfer, ${placed / many} a hold, ${ended / many} its end`);
  t.ok(tips > 0 && tips < many * 30, `${tips} rows were read for ${many} tips`);
  t.ok(bought > 0 && bought < many * 15, `${bought} rows were read for ${many} transfers`);
  t.ok(placed > 0 && placed < many * 60, `${placed} rows were read for ${many} holds`);
  t.ok(ended > 0 && ended < many * 60, `${ended} rows were read for ${many} ends`);
});
