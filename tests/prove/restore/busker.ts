/**
 * A whole Busker as a process of its own, which can be killed with everything it started, as when a machine goes.
 */
import type { SpawnOptions } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { ownCredentials } from '../../../infra/supervisor/credentials.ts';
import { findPrivatePorts } from '../../../infra/supervisor/free-port.ts';
import { postgresUrls } from '../../../infra/supervisor/postgres/postgres-child.ts';
import { isAlive, type ProcessIdentity, sendSignal } from '../../../infra/supervisor/process-identity.ts';
import { readRunFile } from '../../../infra/supervisor/run-file.ts';
import { cleanEnvironment, root, start, startStackProcess } from '../../infra/fixtures/scratch.ts';
import { mediaWorkerBin } from '../../world/media-worker.ts';
import { until } from '../../world/until.ts';

export interface Busker {
  readonly dataDir: string;
  /** Of its API. */
  readonly port: number;
  /** All that its supervisor said. */
  readonly output: () => string;
  /** One statement as the owner of the database. */
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** What the job worker tells Prometheus. */
  metrics(): Promise<string>;
  /** kill -9, of the supervisor and of everything else at once. */
  killAll(): Promise<void>;
  /** Ctrl-C. @throws where it does not end in good order */
  stop(): Promise<void>;
}

/** What a command of ours said, and how it ended. */
export interface Told {
  readonly code: number | string;
  readonly output: string;
}

const readyWithin = { withinMs: 90_000 };

/** Starts it and waits until all of it is ready. */
export async function startBusker(dataDir: string, env: Readonly<Record<string, string>> = {}): Promise<Busker> {
  const port = await findPrivatePorts(5);
  const settings = {
    ...{ PORT: String(port), METRICS_PORT: String(port + 1), MEDIA_PORT: String(port + 4), MEDIA_WORKERS: '1' },
    ...{ MEDIA_WORKER_BIN: mediaWorkerBin(), LIMITS_FACTOR: '1000', BUSKER_DATA_DIR: dataDir, ...env },
  };
  const program = join(root, 'tests/infra/fixtures/run-busker.ts');
  const options = { env: cleanEnvironment(settings), stdio: ['ignore', 'pipe', 'pipe', 'ipc'] } satisfies SpawnOptions;
  // The channel closes when we are gone, and it stops then.
  const { child, output, ends } = start(process.execPath, [program], options);
  const over = (): boolean => child.exitCode !== null || child.signalCode !== null;
  await until('Busker', () => output().includes('all are up') || over(), readyWithin);
  if (over()) throw new Error(`It did not start:\n${output()}`);
  const client = new pg.Client({ connectionString: ownerUrl(dataDir) });
  client.on('error', () => undefined);
  await client.connect();
  return {
    ...{ dataDir, port, output },
    query: async (sql, values = []) => (await client.query(sql, values)).rows,
    metrics: async () => (await fetch(`http://127.0.0.1:${portsOf(dataDir).jobsMetrics}/metrics`)).text(),
    async killAll() {
      const { pid = 0, children } = readRunFile(join(dataDir, 'run.json'));
      // The supervisor first: it would bring the others back.
      sendSignal(pid, 'SIGKILL');
      for (const one of Object.values(children)) sendSignal(one.pid, 'SIGKILL', true);
      await until('an end of all', () => !Object.values(children).some(isAlive));
      await ends();
    },
    async stop() {
      await client.end();
      child.kill('SIGINT');
      const how = await ends();
      if (how !== 0) throw new Error(`It ended with ${how}:\n${output()}`);
    },
  };
}

/** Only the database of a data directory, to look into. */
export async function openBooks(dataDir: string): Promise<Pick<Busker, 'query'> & { close(): Promise<void> }> {
  const postgres = startStackProcess(dataDir, 'postgres');
  await postgres.says('all are up');
  const client = new pg.Client({ connectionString: ownerUrl(dataDir) });
  await client.connect();
  return {
    query: async (sql, values = []) => (await client.query(sql, values)).rows,
    async close() {
      await client.end();
      postgres.child.kill('SIGINT');
      await postgres.ends();
    },
  };
}

/** Runs a command of ours to its end. */
export async function command(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Told> {
  const started = start(process.execPath, [join(root, 'infra/commands', `${name}.ts`), ...args], {
    env: cleanEnvironment(env),
  });
  return { code: await started.ends(), output: started.output() };
}

/** What runs in a data directory, by name. */
export function childrenOf(dataDir: string): Readonly<Record<string, ProcessIdentity>> {
  return readRunFile(join(dataDir, 'run.json')).children;
}

/** The database of a data directory, as its owner. */
export function ownerUrl(dataDir: string): string {
  const passwords = ownCredentials(join(dataDir, 'credentials.json'));
  return postgresUrls({ port: portsOf(dataDir).postgres ?? 0, passwords }).admin;
}

function portsOf(dataDir: string): Readonly<Record<string, number>> {
  return JSON.parse(readFileSync(join(dataDir, 'run.json'), 'utf8')).ports;
}
