/**
 * Two books in one Postgres that runs as the product runs it: Busker's ledger, and the least that can be called one, a table
 * of balances and a function that updates two of its rows.
 */
import { fillPurses } from '../../world/purse.ts';
import type { WorldStack } from '../../world/stack.ts';

/** Those who pay and those who are paid, each by the id either book knows them by. */
export interface Person {
  readonly id: string;
  /** Of their row in the bare book. */
  readonly row: number;
}

export interface Books {
  readonly payers: readonly Person[];
  readonly payees: readonly Person[];
}

/** No keys, no history, no kinds of account: who pays is not below zero, and that is all. */
const bareBook = `
  CREATE SCHEMA bare;
  GRANT USAGE ON SCHEMA bare TO busker_app;
  CREATE TABLE bare.account (id bigint PRIMARY KEY, balance bigint NOT NULL CHECK (balance >= 0)) WITH (fillfactor = 70);
  CREATE FUNCTION bare.transfer(payer bigint, payee bigint, amount bigint) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = bare, pg_temp AS $$
  BEGIN
    UPDATE account a SET balance = a.balance - amount WHERE a.id = payer AND a.balance >= amount;
    IF NOT FOUND THEN RETURN false; END IF;
    UPDATE account a SET balance = a.balance + amount WHERE a.id = payee;
    RETURN FOUND;
  END
  $$`;

/** Accounts of people who have nothing else. Ids in no order: neighbours in time are not neighbours in an index. */
const crowd = `
  INSERT INTO account (id, email, display_name, handle, password_hash, roles, created_at, adult_method, adult_at)
  SELECT gen_random_uuid(), 'b' || n || '@bench.example', 'Bench ' || n, 'bench_' || n, '$argon2id$none', '{viewer}',
    now(), 'operator', now()
  FROM generate_series(1, $1::int) AS n RETURNING id`;

/** Opens both, with as many who pay as are paid, and every account that is needed. */
export async function openBooks(stack: WorldStack, people: number): Promise<Books> {
  const rows = await stack.query<{ id: string }>(crowd, [people * 2]);
  const persons = rows.map(({ id }, at): Person => ({ id, row: at + 1 }));
  const [payers, payees] = [persons.slice(0, people), persons.slice(people)];
  // Paid for, not given: one movement a transfer, as with a customer's.
  await fillPurses(
    stack,
    payers.map(({ id }) => id),
    1_000_000,
    'paid',
  );
  await stack.query(`SELECT ledger.open(id, 'unsettled') FROM unnest($1::uuid[]) AS id`, [payees.map(({ id }) => id)]);
  await stack.query(bareBook);
  await stack.query('INSERT INTO bare.account SELECT n, 1000000 FROM generate_series(1, $1::int) AS n', [people * 2]);
  await stack.query('ANALYZE');
  return { payers, payees };
}

/** What makes a commit safe: must be the product's own, else the figures mean nothing. */
export async function requireDurable(stack: WorldStack): Promise<void> {
  const names = ['fsync', 'synchronous_commit', 'full_page_writes'];
  const rows = await stack.query<{ name: string; setting: string }>(
    'SELECT name, setting FROM pg_settings WHERE name = ANY ($1)',
    [names],
  );
  const off = rows.filter(({ setting }) => setting !== 'on');
  if (rows.length !== names.length || off.length > 0) throw new Error(`Not durable: ${JSON.stringify(rows)}`);
}

/** How much disk each book takes, indexes included, in bytes. */
export interface Sizes {
  readonly ledger: number;
  readonly bare: number;
}

/** As they are now. */
export async function sizesOf(stack: WorldStack): Promise<Sizes> {
  const rows = await stack.query<{ book: keyof Sizes; bytes: string }>(
    `SELECT relnamespace::regnamespace::text AS book, sum(pg_total_relation_size(oid))::text AS bytes FROM pg_class
     WHERE relkind = 'r' AND relnamespace::regnamespace::text IN ('ledger', 'bare') GROUP BY 1`,
  );
  const of = (name: keyof Sizes): number => Number(rows.find(({ book }) => book === name)?.bytes ?? 0);
  return { ledger: of('ledger'), bare: of('bare') };
}

/** What both books must show after so many transfers of one token each. @throws where one does not */
export async function requireBalanced(stack: WorldStack, posted: { ledger: number; bare: number }): Promise<void> {
  const [ledger] = await stack.query<{ moved: string; taken: string; keys: string }>(`
    SELECT (SELECT coalesce(sum(amount), 0) / 10000 FROM ledger.move WHERE kind = 'tip') AS moved,
      (SELECT sum(1000000 - balance / 10000) FROM ledger.account WHERE kind = 'wallet:paid' AND version > 0) AS taken,
      (SELECT count(*) FROM ledger.key WHERE route = 'tips') AS keys`);
  const [bare] = await stack.query<{ moved: string; total: string }>(`
    SELECT sum(abs(balance - 1000000)) / 2 AS moved, avg(balance) AS total FROM bare.account`);
  const found = {
    ledger: [ledger?.moved, ledger?.taken, ledger?.keys].map(Number),
    bare: [bare?.moved, bare?.total].map(Number),
  };
  const expected = { ledger: [posted.ledger, posted.ledger, posted.ledger], bare: [posted.bare, 1_000_000] };
  if (JSON.stringify(found) === JSON.stringify(expected)) return;
  throw new Error(`The books hold ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`);
}
