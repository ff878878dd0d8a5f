/**
 * Takes a viewer's seat if there is one, exactly, over all processes.
 */
import type { RedisConnection } from '#platform/redis/index.ts';
import { keysLastMs, seatLastsMs, seatsKey } from './rules/seat-keys.ts';

/** KEYS seats · ARGV now, expiry, capacity, session, key lasts → 1, or 0 where the room is full */
const script = `
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[1])
local has = redis.call('ZSCORE', KEYS[1], ARGV[4])
if not has and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[3]) then return 0 end
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[5])
return 1
`;

/** @returns false where as many as `capacity` are in the room */
export async function takeSeat(
  redis: RedisConnection['commands'],
  room: string,
  session: string,
  nowMs: number,
  capacity: number,
): Promise<boolean> {
  const args = [nowMs, nowMs + seatLastsMs, capacity, session, keysLastMs];
  return (await redis.eval(script, 1, seatsKey(room), ...args)) === 1;
}
