/**
 * Gives a viewer's seat back.
 */
import type { RedisConnection } from '#platform/redis/index.ts';
import { peopleKey, seatsKey } from './rules/seat-keys.ts';

/** Freeing a seat that is free does nothing. */
export async function freeSeat(redis: RedisConnection['commands'], room: string, session: string): Promise<void> {
  await redis.multi().zrem(seatsKey(room), session).hdel(peopleKey(room), session).exec();
}
