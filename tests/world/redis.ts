/**
 * A real Redis of the test's own: a free port, a temporary folder, gone with the test.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePorts } from './free-ports.ts';
import { until } from './until.ts';

export interface TestRedis {
  readonly url: string;
  /** A connection to look into it. */
  readonly client: Redis;
  close(): Promise<void>;
}

/** @throws where `redis-server` is not installed */
export async function startRedis(): Promise<TestRedis> {
  const port = await freePorts();
  const folder = await mkdtemp(join(tmpdir(), 'busker-redis-'));
  const settings = ['--bind', '127.0.0.1', '--save', '', '--dir', folder, '--maxmemory-policy', 'noeviction'];
  const child = spawn('redis-server', ['--port', String(port), ...settings], { stdio: 'ignore' });
  const kill = (): unknown => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  const failed = once(child, 'error').then(([error]) => Promise.reject(error as Error));
  const url = `redis://127.0.0.1:${port}`;
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => 20 });
  client.on('error', () => undefined);
  await Promise.race([failed, until('answer from Redis', () => client.ping(), { withinMs: 10_000 })]);
  return { url, client, close: () => close(child, client, folder) };
}

async function close(child: ChildProcess, client: Redis, folder: string): Promise<void> {
  client.disconnect();
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await rm(folder, { recursive: true, force: true });
}
