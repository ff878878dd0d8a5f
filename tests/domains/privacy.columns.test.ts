/** No table with a person in it is forgotten: every column that holds one is named by a domain's personal data. */
import pg from 'pg';
import t from 'tap';
import { listDomains } from '../../server/domains/privacy/index.ts';
import { startDatabase } from '../world/database.ts';

const postgres = await startDatabase();
t.teardown(() => postgres.close());

/** Columns that refer to an account, and those whose name says that they hold a person; of the ledger's schema too. */
const personal = `
  SELECT CASE c.table_schema WHEN 'public' THEN '' ELSE c.table_schema || '.' END || c.table_name || '.' || c.column_name AS place
  FROM information_schema.columns c
  JOIN information_schema.tables t ON t.table_name = c.table_name AND t.table_schema = c.table_schema
  WHERE c.table_schema IN ('public', 'ledger') AND t.table_type = 'BASE TABLE' AND c.data_type <> 'boolean' AND (
    c.column_name ~ '(^|_)(user|person|people|author|performer|actor|owner|by|follower|followed|moderator|admin|supporter|viewer|sender|recipient|subject|member)(_id)?$'
    OR (c.table_schema, c.table_name, c.column_name) IN (
      SELECT r.relnamespace::regnamespace::text, r.relname, a.attname
      FROM pg_constraint k
      JOIN pg_class r ON r.oid = k.conrelid
      JOIN unnest(k.conkey) AS num ON true
      JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = num
      WHERE k.contype = 'f' AND k.confrelid = 'public.account'::regclass
    )
  )
  ORDER BY 1`;

async function forgotten(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ place: string }>(personal);
  await client.end();
  const named = new Set(
    Object.values(listDomains()).flatMap(({ columns }) =>
      Object.entries(columns).flatMap(([table, names]) => names.map((name) => `${table}.${name}`)),
    ),
  );
  return rows.map(({ place }) => place).filter((place) => !named.has(place));
}

t.test('Every column with a person in it is somebody’s to export and to erase', async (t) => {
  t.same(await forgotten(postgres.adminUrl), []);
});

t.test('What is named is there', async (t) => {
  const columns = await postgres.query<{ place: string }>(
    `SELECT CASE table_schema WHEN 'public' THEN '' ELSE table_schema || '.' END || table_name || '.' || column_name AS place
     FROM information_schema.columns WHERE table_schema IN ('public', 'ledger')`,
  );
  const there = new Set(columns.map(({ place }) => place));
  for (const [domain, { columns: tables }] of Object.entries(listDomains())) {
    for (const [table, names] of Object.entries(tables)) {
      for (const name of names) t.ok(there.has(`${table}.${name}`), `${domain}: ${table}.${name}`);
    }
  }
});

t.test('A new table is found, by its key and by its name', async (t) => {
  const { adminUrl } = await postgres.another('migrated');
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(
    'CREATE TABLE loot (id int, spender uuid REFERENCES account (id), judged_by uuid, person_id uuid)',
  );
  await client.query('CREATE TABLE ledger.loot (payer uuid REFERENCES account (id))');
  await client.end();
  t.same(await forgotten(adminUrl), ['ledger.loot.payer', 'loot.judged_by', 'loot.person_id', 'loot.spender']);
});
