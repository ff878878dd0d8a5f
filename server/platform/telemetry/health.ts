/**
 * Health for people and load balancers: alive, able to serve, and how each part is.
 */
import { refusal } from '#protocol/errors.ts';
import type { Database } from '../database/index.ts';
import type { Handlers } from '../http/handler.ts';
import type { RedisConnection } from '../redis/index.ts';

export interface HealthParts {
  readonly database: Pick<Database, 'ping'>;
  readonly redis: Pick<RedisConnection, 'ping'>;
  /** Milliseconds since a job last finished; null: not lately. */
  readonly jobsAgeMs: () => Promise<number | null>;
  readonly media: () => { node: string; state: 'up' | 'down'; ageMs: number | null }[];
}

/** A job worker that finished nothing for this long is down. */
const jobsLateMs = 15_000;

/** True where this process can serve: the database and Redis answer. */
export async function canServe({ database, redis }: Pick<HealthParts, 'database' | 'redis'>): Promise<boolean> {
  return (await answers(database.ping())) && (await answers(redis.ping()));
}

/** The handlers of the health routes. */
export function healthRoutes(parts: HealthParts): Handlers<'healthz' | 'readyz' | 'healthParts'> {
  return {
    healthz: () => Promise.resolve({ status: 'alive' as const }),
    readyz: async () => {
      if (await canServe(parts)) return { status: 'ready' as const };
      throw refusal('OVERLOADED', 'This process cannot serve right now.', { retryAfterSeconds: 1 });
    },
    healthParts: async () => {
      const [database, redis, jobsAgeMs] = await Promise.all([
        answers(parts.database.ping()),
        answers(parts.redis.ping()),
        parts.jobsAgeMs().catch(() => null),
      ]);
      const jobsUp = jobsAgeMs !== null && jobsAgeMs < jobsLateMs;
      return {
        database: { state: upOr(database), ageMs: database ? 0 : null },
        redis: { state: upOr(redis), ageMs: redis ? 0 : null },
        jobs: { state: upOr(jobsUp), ageMs: jobsAgeMs },
        media: parts.media(),
      };
    },
  };
}

const upOr = (up: boolean): 'up' | 'down' => (up ? 'up' : 'down');

function answers(asked: Promise<void>): Promise<boolean> {
  return asked.then(
    () => true,
    () => false,
  );
}
