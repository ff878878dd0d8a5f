/** Our own Redis: loopback, password, append-only file, never evicting (queues live in it). */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findCommand } from '../../bootstrap/find-command.mjs';
import { Problem } from '../../bootstrap/problem.mjs';
import type { ChildSpec } from '../child-spec.ts';
import { redisAnswers } from './redis-answers.ts';

const readyTimeoutMs = 20_000;

export interface RedisPlace {
  readonly folder: string;
  readonly port: number;
  readonly password: string;
}

/** REDIS_URL of our own Redis. */
export function redisUrl({ port, password }: RedisPlace): string {
  return `redis://:${password}@127.0.0.1:${port}`;
}

/** @throws Problem where redis-server is not installed */
export function redisChild(place: RedisPlace): ChildSpec {
  const command = findCommand('redis-server');
  if (command === undefined) {
    throw new Problem('Redis is missing: install redis-server (npm start does), or set REDIS_URL to one that runs.');
  }
  // In a file, since the arguments of a process are there for everybody to read.
  const configuration = join(place.folder, 'redis.conf');
  writeFileSync(configuration, settings(place), { mode: 0o600 });
  return {
    name: 'redis',
    command,
    args: [configuration],
    env: { PATH: process.env.PATH ?? '', LC_ALL: 'C' },
    cwd: place.folder,
    ready: () => redisAnswers(redisUrl(place)),
    readyTimeoutMs,
    stopSignal: 'SIGTERM',
    kind: 'store',
  };
}

function settings({ folder, port, password }: RedisPlace): string {
  return `${[
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    `dir ${JSON.stringify(folder)}`,
    'daemonize no',
    'maxmemory-policy noeviction',
    'appendonly yes',
    'appendfsync everysec',
    'save ""',
  ].join('\n')}\n`;
}
