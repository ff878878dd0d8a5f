/**
 * A real Redis of the test's own: a free port, a temporary folder, gone with the test.
 */
import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { findPrivatePorts } from '../../infra/supervisor/free-port.ts';
import { until } from './until.ts';

export interface TestRedis {
  readonly url: string;
  /** A connection to look into it. */
  readonly client: Redis;
  close(): Promise<void>;
}

/** Ends the Redis it starts as soon as its standard input closes, even where the test was killed. */
const untilInputCloses = 'redis-server "$@" > /dev/null & trap "kill -9 $!" EXIT; cat > /dev/null';

/** @param at the port of one that is gone; absent: a free one. @throws where `redis-server` does not answer, for example because it is not installed */
export async function startRedis(at?: number): Promise<TestRedis> {
  const port = at ?? (await findPrivatePorts());
  const folder = await mkdtemp(join(tmpdir(), 'busker-redis-'));
  const settings = ['--bind', '127.0.0.1', '--save', '', '--dir', folder, '--maxmemory-policy', 'noeviction'];
  const stdio: StdioOptions = ['pipe', 'ignore', 'inherit'];
  const child = spawn('sh', ['-c', untilInputCloses, 'sh', '--port', String(port), ...settings], { stdio });
  const url = `redis://127.0.0.1:${port}`;
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => 20 });
  client.on('error', () => undefined);
  await until('answer from redis-server', () => client.ping(), { withinMs: 10_000 });
  return { url, client, close: () => close(child, client, folder) };
}

async function close(child: ChildProcess, client: Redis, folder: string): Promise<void> {
  client.disconnect();
  const ended = once(child, 'exit');
  child.stdin?.end();
  if (child.exitCode === null && child.signalCode === null) await ended;
  await rm(folder, { recursive: true, force: true });
}
