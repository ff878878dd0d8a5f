/** The Prisma schema says the same as the migrated database: tables, columns, types, nullability, keys. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { startDatabase } from '../world/database.ts';

const postgres = await startDatabase();
t.teardown(() => postgres.close());

interface Column {
  readonly type: string;
  readonly nullable: boolean;
}
type Tables = Record<string, { columns: Record<string, Column>; key: string[]; unique: string[] }>;

const native: Readonly<Record<string, string>> = {
  String: 'text',
  Int: 'integer',
  BigInt: 'bigint',
  Boolean: 'boolean',
  Json: 'jsonb',
  Bytes: 'bytea',
  '@db.Uuid': 'uuid',
  '@db.Timestamptz(3)': 'timestamp(3) with time zone',
};

t.test('The schema and the migrated database are one', async (t) => {
  t.same(readSchema(), await readDatabase());
});

function readSchema(): Tables {
  const folder = join(import.meta.dirname, '../../prisma/schema');
  const text = readdirSync(folder)
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
  const models = [...text.matchAll(/^model (\w+) \{\n([^}]*)\}/gm)].map(([, name = '', body = '']) => ({ name, body }));
  const names = new Set(models.map(({ name }) => name));
  return Object.fromEntries(models.map(({ body }) => readModel(body, names)));
}

function readModel(body: string, models: ReadonlySet<string>): [string, Tables[string]] {
  const table: Tables[string] = { columns: {}, key: [], unique: [] };
  const lines = body
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^\w/.test(line));
  const columnOf = new Map<string, string>();
  for (const line of lines) {
    const [field = '', type = ''] = line.split(/\s+/);
    const base = type.replace(/[?[\]]/g, '');
    if (models.has(base)) continue;
    const column = /@map\("(\w+)"\)/.exec(line)?.[1] ?? field;
    columnOf.set(field, column);
    const attribute = /@db\.\w+(\(\d+\))?/.exec(line)?.[0] ?? base;
    table.columns[column] = {
      type: `${native[attribute]}${type.endsWith('[]') ? '[]' : ''}`,
      nullable: type.endsWith('?'),
    };
    if (/@id\b/.test(line)) table.key.push(column);
    if (/@unique\b/.test(line)) table.unique.push(column);
  }
  for (const [, kind, fields = ''] of body.matchAll(/@@(id|unique)\(\[([^\]]+)\]\)/g)) {
    const names = fields.split(/,\s*/).map((field) => columnOf.get(field) ?? field);
    table[kind === 'id' ? 'key' : 'unique'].push(...names);
  }
  return [/@@map\("(\w+)"\)/.exec(body)?.[1] ?? '', table];
}

async function readDatabase(): Promise<Tables> {
  const columns = await postgres.query<{ table: string; column: string; type: string; nullable: boolean }>(`
    SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type, NOT a.attnotnull AS nullable
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
      AND c.relname <> '_prisma_migrations'`);
  const keys = await postgres.query<{ table: string; kind: string; columns: string[] }>(`
    SELECT c.relname AS table, k.contype AS kind,
      ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS u (num, at)
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.num ORDER BY u.at) AS columns
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE c.relnamespace = 'public'::regnamespace AND k.contype IN ('p', 'u') AND c.relname <> '_prisma_migrations'`);
  const tables: Tables = {};
  for (const { table, column, type, nullable } of columns) {
    tables[table] ??= { columns: {}, key: [], unique: [] };
    tables[table].columns[column] = { type, nullable };
  }
  for (const { table, kind, columns: names } of keys) tables[table]?.[kind === 'p' ? 'key' : 'unique'].push(...names);
  return tables;
}
