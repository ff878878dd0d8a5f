/**
 * A whole running Busker of the test's own, as `npm start` would run it: free ports, a temporary data directory, gone with
 * the test, even with one that was killed. Never touches a Busker that runs beside it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { ChildSpec } from '../../infra/supervisor/child-spec.ts';
import { findPrivatePorts } from '../../infra/supervisor/free-port.ts';
import { answersOk, type NodeChildContext, nodeChildren } from '../../infra/supervisor/node-children.ts';
import { identify, isAlive, type ProcessIdentity } from '../../infra/supervisor/process-identity.ts';
import { Stack } from '../../infra/supervisor/stack.ts';
import { mediaWorkerBin } from './media-worker.ts';
import { until } from './until.ts';

export interface WorldStack {
  /** Where the site is, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** First of one UDP and TCP port a media worker. */
  readonly mediaPort: number;
  /** A second API process of the same Busker, where one was wished for. */
  readonly other: { readonly port: number };
  /** Where the server tells Prometheus about itself. */
  readonly metricsUrl: string;
  /** The root of all signing keys. */
  readonly secret: string;
  readonly redisUrl: string;
  /** Postgres as our own processes reach it: as busker_app. */
  readonly databaseUrl: string;
  /** Where each process writes its log, as `<name>.log`. */
  readonly logs: string;
  /** Pids by name, as they are now. */
  readonly children: Readonly<Record<string, number>>;
  /** One statement as the owner of the database. */
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Starts its media nodes anew, one after the other, as `npm run renew` does. */
  renew(): Promise<void>;
  /** Ends all of it. @throws where a process of it outlives that */
  close(): Promise<void>;
}

export interface StackWishes {
  /** Settings that shall differ; rate limits are out of the way unless LIMITS_FACTOR is given. */
  readonly env?: Readonly<Record<string, string>>;
  /** Which of postgres, redis, migrate, seed, media, server, jobs to start; absent: all. */
  readonly only?: readonly string[];
  /** A second API process beside the first, as `server-b`. */
  readonly twoServers?: boolean;
  /** Settings that shall differ for that one only. */
  readonly otherEnv?: Readonly<Record<string, string>>;
}

const secret = 'the secret of a test, longer than thirty-two characters';

/** Starts it and waits until everything in it is ready. */
export async function openStack({
  env = {},
  only,
  twoServers = false,
  otherEnv = {},
}: StackWishes = {}): Promise<WorldStack> {
  const dataDir = mkdtempSync(join(tmpdir(), 'busker-stack-'));
  const guard = new Guard(dataDir);
  const first = await findPrivatePorts(4 + Number(env.MEDIA_NODES ?? 1) * Number(env.MEDIA_WORKERS ?? 1));
  const settings = {
    ...{ PORT: String(first), METRICS_PORT: String(first + 1), MEDIA_PORT: String(first + 4) },
    ...{ MEDIA_WORKERS: '1', MEDIA_WORKER_BIN: mediaWorkerBin(), LIMITS_FACTOR: '1000', BUSKER_SECRET: secret },
    ...{ WEBHOOK_ALLOW_LOOPBACK: '1', ...env },
  };
  const stack: Stack = new Stack({
    env: { ...machine(), ...settings },
    dataDir,
    log: stepsWatchedBy(() => guard.watch(stack.children)),
    ...(only === undefined ? {} : { only }),
    ...(twoServers ? { nodeChildren: (context) => withSecond(context, first + 2, otherEnv) } : {}),
  });
  await stack.start().catch(async (error: unknown) => {
    await guard.end();
    throw error;
  });
  return opened(stack, guard, first);
}

/** Our own processes and a second server, on the next two ports. */
function withSecond(context: NodeChildContext, port: number, given: Readonly<Record<string, string>>): ChildSpec[] {
  const children = nodeChildren(context);
  const server = children.find(({ name }) => name === 'server');
  if (server === undefined) throw new Error('There is no server to have two of');
  const env = { ...server.env, PORT: String(port), METRICS_PORT: String(port + 1), ...given };
  return [...children, { ...server, name: 'server-b', env, ready: () => answersOk(`http://127.0.0.1:${port}/readyz`) }];
}

function opened(stack: Stack, guard: Guard, port: number): WorldStack {
  const { urls, directory } = stack.run;
  let closing: Promise<void> | undefined;
  let client: pg.Client | undefined;
  return {
    ...{ url: `http://localhost:${port}`, port, metricsUrl: `http://127.0.0.1:${port + 1}/metrics` },
    ...{ other: { port: port + 2 }, mediaPort: port + 4 },
    ...{ secret, redisUrl: urls.redis, databaseUrl: urls.database, logs: directory.logs },
    get children() {
      return stack.children;
    },
    async query(sql, values = []) {
      client ??= await connect(urls.databaseAdmin, () => {
        // Postgres was killed: the next question asks the one that comes after it.
        client = undefined;
      });
      return (await client.query(sql, values)).rows;
    },
    renew: () => stack.renew(),
    close() {
      closing ??= (async () => {
        await client?.end();
        guard.watch(stack.children);
        await stack.stop();
        await guard.end();
      })();
      return closing;
    },
  };
}

/** Of the machine's own settings only those a process needs to run at all. */
function machine(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'BUSKER_CACHE_DIR'];
  return Object.fromEntries(
    kept.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

async function connect(connectionString: string | undefined, onEnd: () => void): Promise<pg.Client> {
  if (connectionString === undefined) throw new Error('The database of this stack is not ours');
  const client = new pg.Client({ connectionString });
  client.on('error', () => undefined).on('end', onEnd);
  await client.connect();
  return client;
}

/** Progress that nobody reads; `onStep` is called after every step. */
function stepsWatchedBy(onStep: () => void) {
  return {
    say: () => undefined,
    step: async <T>(_name: string, work: (tell: (text: string) => void) => Promise<T>): Promise<T> => {
      const result = await work(() => undefined);
      onStep();
      return result;
    },
  };
}

/**
 * A shell that outlives us: when our end of its input closes because we died, it ends what it was told to watch. The last
 * thing it does, either way, is to remove the data directory.
 */
class Guard {
  readonly #shell: ChildProcess;
  readonly #seen = new Map<number, ProcessIdentity>();

  constructor(dataDir: string) {
    const script = `
      trap "" INT TERM HUP
      pids=
      while read -r line; do pids=$line; done
      for pid in $pids; do kill -s INT -- "-$pid"; done
      [ -z "$pids" ] || sleep 3
      for pid in $pids; do kill -s KILL -- "-$pid"; done
      rm -rf "$1" || { sleep 1; rm -rf "$1"; }`;
    this.#shell = spawn('sh', ['-c', script, 'sh', dataDir], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
  }

  watch(children: Readonly<Record<string, number>>): void {
    const pids = Object.values(children);
    for (const identity of pids.map(identify)) if (identity !== undefined) this.#seen.set(identity.pid, identity);
    this.#shell.stdin?.write(`${pids.join(' ')}\n`);
  }

  /** @throws where something that was watched still runs; that is ended then. */
  async end(): Promise<void> {
    const left = (): ProcessIdentity[] => [...this.#seen.values()].filter(isAlive);
    const gone = await until('end of the stack', () => left().length === 0).catch(() => false);
    const pids = left().map(({ pid }) => pid);
    const ended = once(this.#shell, 'exit');
    this.#shell.stdin?.end(`${pids.join(' ')}\n`);
    await ended;
    if (!gone) throw new Error(`Of the stack there still ran ${pids.join(', ')}`);
  }
}
