/**
 * Connections to Redis. Redis holds what may be rebuilt, so nobody waits for it: a command fails at once while Redis is
 * away and after a second where it does not answer, and the connection comes back by itself for as long as it takes.
 */
import { Redis } from 'ioredis';
import type { Log } from '../telemetry/log.ts';

export interface RedisOptions {
  /** Name shown in CLIENT LIST. */
  readonly name: string;
  readonly log: Pick<Log, 'warn' | 'info'>;
  /** Longest wait for an answer in milliseconds, 0 for a connection that blocks on purpose (XREAD); absent: 1,000. */
  readonly commandTimeoutMs?: number;
}

export interface RedisConnection {
  /** For commands; while Redis is away they reject at once (`isRedisDown`). */
  readonly commands: Redis;
  /** Resolves when the connection is usable for the first time, or again. */
  ready(): Promise<void>;
  ping(): Promise<void>;
  /** A second connection with the same manners, for subscribing or blocking; close it yourself. */
  another(given: Pick<RedisOptions, 'name' | 'commandTimeoutMs'>): RedisConnection;
  /** Closes; may be called again. */
  close(): Promise<void>;
}

const slowestRetryMs = 2_000;

/** Opens one connection to `url`; connects in the background and never gives up. */
export function openRedis(url: string, options: RedisOptions): RedisConnection {
  const timeoutMs = options.commandTimeoutMs ?? 1_000;
  const commands = new Redis(url, {
    connectionName: options.name,
    connectTimeout: 2_000,
    keepAlive: 10_000,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    // Whoever subscribes does so whenever the connection is ready. Nobody would handle it where the driver fails at that.
    autoResubscribe: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (tried) => Math.min(50 * 2 ** Math.min(tried, 6), slowestRetryMs),
    ...(timeoutMs > 0 ? { commandTimeout: timeoutMs } : {}),
  });
  reportChanges(commands, options);
  let closing: Promise<void> | undefined;
  return {
    commands,
    ready: () => untilReady(commands),
    ping: async () => {
      await commands.ping();
    },
    another: (given) => openRedis(url, { ...options, ...given }),
    close: () => {
      closing ??= end(commands);
      return closing;
    },
  };
}

/** One line when Redis goes and one when it is back, not one for each try. */
function reportChanges(redis: Redis, { log, name }: RedisOptions): void {
  let away = false;
  redis.on('error', (error) => {
    if (!away) log.warn({ connection: name, problem: error.message }, 'redis is away');
    away = true;
  });
  redis.on('ready', () => {
    if (away) log.info({ connection: name }, 'redis is back');
    away = false;
  });
}

function untilReady(redis: Redis): Promise<void> {
  if (redis.status === 'ready') return Promise.resolve();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const closed = (): void => reject(new Error('The connection to Redis was closed.'));
  redis.once('ready', resolve).once('end', closed);
  return promise.finally(() => redis.off('ready', resolve).off('end', closed));
}

async function end(redis: Redis): Promise<void> {
  if (redis.status === 'ready') await redis.quit().catch(() => undefined);
  redis.disconnect();
}
