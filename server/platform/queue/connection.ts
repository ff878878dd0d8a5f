/**
 * BullMQ's connections to Redis: its own, because a worker blocks on them and waits for Redis as long as it takes, while
 * who adds a job must not wait.
 */
import { Redis } from 'ioredis';
import type { Log } from '../telemetry/log.ts';

export interface QueueOptions {
  /** Redis 7 or later, `maxmemory-policy noeviction`. */
  readonly url: string;
  readonly log: Log;
}

/** @param patience `waits`: commands are kept until Redis is back; `fails`: they reject at once. */
export function connectForJobs({ url, log }: QueueOptions, patience: 'waits' | 'fails'): Redis {
  const redis = new Redis(url, {
    connectionName: `busker-jobs-${patience}`,
    maxRetriesPerRequest: null,
    enableOfflineQueue: patience === 'waits',
    connectTimeout: 2_000,
    retryStrategy: (tried) => Math.min(50 * 2 ** Math.min(tried, 6), 2_000),
    ...(patience === 'fails' ? { commandTimeout: 2_000 } : {}),
  });
  redis.on('error', (error) => log.debug({ problem: error.message }, 'redis of the job queue'));
  return redis;
}
