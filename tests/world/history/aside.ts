/**
 * What guards and indexes a table, set aside while a long history is written set by set, and put back as it was: foreign keys are
 * checked again as a whole, guards fire always again.
 */

/** One statement as the owner of the database. */
export type Query = <Row extends object>(sql: string, values?: unknown[]) => Promise<Row[]>;

/** What is on, and has to be off while movements are written without being posted. */
const guards = [
  ['ledger.move', 'moves'],
  ['ledger.account', 'moved_by_moves'],
] as const;

/** Tables whose indexes are made at the end, except what others refer to. */
const tables = ['ledger.key', 'tip', 'tip_settlement'];

interface Part {
  readonly drop: string;
  readonly make: string;
}

/** @returns puts all of it back */
export async function setAside(query: Query): Promise<() => Promise<void>> {
  const constraints = await query<Part>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname) AS drop,
       format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) AS make
     FROM pg_constraint c WHERE c.conrelid = ANY ($1::text[]::regclass[])
       AND (c.contype IN ('f', 'u') OR (c.contype = 'p' AND NOT EXISTS (
         SELECT FROM pg_constraint r WHERE r.confrelid = c.conrelid AND r.contype = 'f'
       ))) ORDER BY c.contype <> 'f'`,
    [tables],
  );
  const indexes = await query<Part>(
    `SELECT 'DROP INDEX ' || i.indexrelid::regclass AS drop, pg_get_indexdef(i.indexrelid) AS make FROM pg_index i
     WHERE i.indrelid = ANY ($1::text[]::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)`,
    [tables],
  );
  const parts = [...constraints, ...indexes];
  for (const [table, name] of guards) await query(`ALTER TABLE ${table} DISABLE TRIGGER ${name}`);
  for (const { drop } of parts) await query(drop);
  return async () => {
    for (const { make } of parts.reverse()) await query(make);
    for (const [table, name] of guards) await query(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${name}`);
  };
}
