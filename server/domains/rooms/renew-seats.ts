/**
 * Says that viewers of this process are still here, and who they are.
 */
import type { RedisConnection } from '#platform/redis/index.ts';
import type { Seat } from './keep-seats.ts';
import { keysLastMs, peopleKey, seatLastsMs, seatsKey } from './rules/seat-keys.ts';

/** Renews the seats of some viewers of one room. */
export async function renewSeats(
  redis: RedisConnection['commands'],
  room: string,
  seats: readonly Seat[],
  nowMs: number,
): Promise<void> {
  if (seats.length === 0) return;
  const work = redis.multi();
  work.zadd(seatsKey(room), ...seats.flatMap(({ session }) => [nowMs + seatLastsMs, session.id]));
  const named = seats.flatMap(({ session, named: shown }) => {
    const who = shown ? session.identity : null;
    return who === null
      ? []
      : [session.id, JSON.stringify({ id: who.userId, displayName: who.displayName, handle: who.handle })];
  });
  if (named.length > 0) work.hset(peopleKey(room), ...named);
  await work.pexpire(seatsKey(room), keysLastMs).pexpire(peopleKey(room), keysLastMs).exec();
}
