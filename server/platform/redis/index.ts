/** Redis: what may be rebuilt. Promises that nobody waits for it and that it is found again by itself. */
export { isRedisDown, openRedis, type RedisConnection, type RedisOptions } from './redis.ts';
