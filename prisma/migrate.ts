/**
 * Applies the migrations in ./migrations as the owner of the database. Keeps the bookkeeping of Prisma's own
 * `migrate deploy` (table, checksums, advisory lock), so that either can go on where the other stopped; makes nothing else.
 * Run as a program it takes DATABASE_ADMIN_URL.
 */
import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { ConfigError, need, readConfig } from '#config/config.ts';

/** The database and this version's migrations do not agree; the message is one sentence for whoever starts Busker. */
export class MigrationRefused extends Error {}

export interface MigrateOptions {
  /** Postgres as the owner. */
  readonly url: string;
  /** Folder of folders with a `migration.sql`; absent: this version's. */
  readonly folder?: string;
}

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

interface Applied {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
}

/** The lock of Prisma's schema engine: it and we wait for each other. */
const prismaLock = 72_707_369;
const lockTimeoutMs = 60_000;

/**
 * Brings the database to this version. Each migration and its bookkeeping commit together or not at all.
 * @returns the names of the migrations applied now.
 * @throws MigrationRefused where the database cannot be reached, or a migration was edited after it was applied, is missing
 * here, was left half done, or fails.
 */
export async function migrate({
  url,
  folder = join(import.meta.dirname, 'migrations'),
}: MigrateOptions): Promise<string[]> {
  const known = readMigrations(folder);
  const client = new pg.Client({
    connectionString: url,
    application_name: 'busker-migrate',
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => undefined);
  await client.connect().catch((problem: Error) => {
    throw new MigrationRefused(`The database cannot be reached as its owner: ${problem.message}.`, { cause: problem });
  });
  try {
    await client.query(`SET lock_timeout = ${lockTimeoutMs}`);
    await client.query('SELECT pg_advisory_lock($1)', [prismaLock]);
    await client.query(`SET client_min_messages = warning; ${bookkeeping}`);
    const waiting = judge(known, await readApplied(client));
    for (const migration of waiting) await apply(client, migration);
    return waiting.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** As Prisma's schema engine creates it. */
const bookkeeping = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names
    .map(({ name }) => {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

async function readApplied(client: pg.Client): Promise<Applied[]> {
  const { rows } = await client.query<Applied>(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  );
  return rows;
}

function judge(known: readonly Migration[], applied: readonly Applied[]): Migration[] {
  const byName = new Map(known.map((migration) => [migration.name, migration]));
  for (const { migration_name: name, checksum, finished_at } of applied) {
    const migration = byName.get(name);
    if (finished_at === null) {
      throw new MigrationRefused(
        `The migration ${name} was left half done in this database: repair it by hand, then mark it with "prisma migrate resolve".`,
      );
    }
    if (migration === undefined) {
      throw new MigrationRefused(
        `This database has the migration ${name}, which this version of Busker does not know: start a newer version.`,
      );
    }
    if (migration.checksum !== checksum) {
      throw new MigrationRefused(
        `The migration ${name} was edited after it had been applied to this database: restore the file and put the change into a new migration.`,
      );
    }
  }
  const done = new Set(applied.map((row) => row.migration_name));
  return known.filter(({ name }) => !done.has(name));
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(
      'INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at) VALUES ($1, $2, $3, clock_timestamp())',
      [randomUUID(), checksum, name],
    );
    await client.query(sql);
    await client.query(
      `UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1
       WHERE migration_name = $1 AND finished_at IS NULL AND rolled_back_at IS NULL`,
      [name],
    );
    await client.query('COMMIT');
  } catch (problem) {
    await client.query('ROLLBACK').catch(() => undefined);
    const what = problem instanceof Error ? problem.message : String(problem);
    throw new MigrationRefused(`The migration ${name} failed and left nothing behind: ${what}`, { cause: problem });
  }
}

if (import.meta.main) {
  try {
    const { database } = readConfig();
    const applied = await migrate({ url: need(database.adminUrl, 'DATABASE_ADMIN_URL') });
    process.stdout.write(applied.length === 0 ? 'The database is up to date.\n' : `Applied ${applied.join(', ')}.\n`);
  } catch (problem) {
    if (!(problem instanceof MigrationRefused || problem instanceof ConfigError)) throw problem;
    process.stderr.write(`${problem.message}\n`);
    process.exitCode = 1;
  }
}
