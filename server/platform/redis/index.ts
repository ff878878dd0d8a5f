/** Redis: what may be rebuilt. Promises that nobody waits for it and that it is found again by itself. */
export { isRedisDown } from './failures.ts';
export { openRedis, type RedisConnection, type RedisOptions } from './redis.ts';
