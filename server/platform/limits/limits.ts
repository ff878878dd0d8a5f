/**
 * Counts requests against the rules, over all processes by Redis. Where Redis is away each process counts for itself: a
 * limit may then be passed by as many times as there are processes, but never lets everything through and never stops all.
 */
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { hashSecret } from '#kernel/ids.ts';
import { refusal } from '#protocol/errors.ts';
import type { RedisConnection } from '../redis/index.ts';
import { countedAs } from './address.ts';
import { type LimitName, type LimitRule, limitRules } from './rules.ts';

export interface Limits {
  /**
   * Counts one request of `key` against a rule: an account or an e-mail; where the rule is per `ip`, an address of the
   * network, which is counted as `countedAs` says.
   * @throws RATE_LIMITED with `retryAfterSeconds` where there were too many; VALIDATION_FAILED where the key of a rule per
   * `ip` is no address
   */
  take(rule: LimitName, key: string): Promise<void>;
}

/** @param factor LIMITS_FACTOR: how many times the number in each rule is allowed; 1 or more. */
export function createLimits(redis: RedisConnection, factor: number): Limits {
  const limiters = new Map<LimitName, RateLimiterRedis>();
  for (const name of Object.keys(limitRules) as LimitName[]) {
    limiters.set(name, createLimiter(redis, name, limitRules[name], factor));
  }
  return {
    take: async (rule, of) => {
      const key = limitRules[rule].per === 'ip' ? countedAs(of) : of;
      try {
        // Hashed, because keys are chosen by clients: no e-mail address lies in Redis, and none can be long.
        await limiters.get(rule)?.consume(hashSecret(key));
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        const retryAfterSeconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
        throw refusal('RATE_LIMITED', 'Too many attempts. Please wait a moment.', { retryAfterSeconds });
      }
    },
  };
}

function createLimiter(redis: RedisConnection, name: LimitName, rule: LimitRule, factor: number): RateLimiterRedis {
  const numbers = { keyPrefix: `limit:${name}`, points: rule.most * factor, duration: rule.perSeconds };
  return new RateLimiterRedis({
    ...numbers,
    storeClient: redis.commands,
    rejectIfRedisNotReady: true,
    insuranceLimiter: new RateLimiterMemory(numbers),
  });
}
