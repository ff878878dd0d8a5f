/**
 * An embedded Postgres alone, with a backup folder and one table, `song`: what backups and restores are tried on.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { ownCredentials } from '../../infra/supervisor/credentials.ts';
import { superuserConnection } from '../../infra/supervisor/postgres/ensure-roles.ts';
import { readRunFile } from '../../infra/supervisor/run-file.ts';
import { command, openBooks, type Told } from '../prove/restore/busker.ts';
import { until } from '../world/until.ts';
import { startStackProcess } from './fixtures/scratch.ts';

export interface SmallBooks {
  readonly dataDir: string;
  readonly backups: string;
  /** One statement as the superuser. */
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Commits a song. @returns a moment after it, by the database's clock, ISO 8601 */
  sing(name: string): Promise<string>;
  /** Finishes the segment and waits until it is archived. @returns its name */
  archive(): Promise<string>;
  backup(...args: string[]): Promise<Told>;
  close(): Promise<void>;
}

const moment = `SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at`;

/** Starts it. @param env settings that shall differ */
export async function openSmallBooks(folder: (name: string) => string, env = {}): Promise<SmallBooks> {
  const [dataDir, backups] = [folder('data'), folder('backups')];
  const started = startStackProcess(dataDir, 'postgres', { BUSKER_BACKUP_DIR: backups, ...env });
  await started.says('all are up');
  const { postgresSuper } = ownCredentials(join(dataDir, 'credentials.json'));
  const port = readRunFile(join(dataDir, 'run.json')).ports.postgres ?? 0;
  const client = new pg.Client({ ...superuserConnection(port, postgresSuper), database: 'busker' });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('CREATE TABLE song (name text); GRANT SELECT ON song TO PUBLIC');
  const ask = async (sql: string): Promise<string> => Object.values<string>((await client.query(sql)).rows[0])[0] ?? '';
  return {
    ...{ dataDir, backups },
    query: async (sql, values = []) => (await client.query(sql, values)).rows,
    async sing(name) {
      await client.query('INSERT INTO song VALUES ($1)', [name]);
      return ask(moment);
    },
    async archive() {
      const segment = await ask('SELECT pg_walfile_name(pg_switch_wal())');
      const file = join(backups, 'wal', `${segment}.gz`);
      await until(`${segment} in the archive`, () => existsSync(file), { withinMs: 30_000 });
      return segment;
    },
    backup: (...args) => command('backup', args, { BUSKER_DATA_DIR: dataDir }),
    async close() {
      await client.end();
      started.child.kill('SIGINT');
      await started.ends();
    },
  };
}

/** The songs that a data directory's database knows, in order. */
export async function songsIn(dataDir: string): Promise<string[]> {
  const books = await openBooks(dataDir);
  try {
    return (await books.query<{ name: string }>('SELECT name FROM song ORDER BY 1')).map(({ name }) => name);
  } finally {
    await books.close();
  }
}
