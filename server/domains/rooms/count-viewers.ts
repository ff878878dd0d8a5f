/**
 * Who is in a room, over all processes: each session is an entry in Redis that its process renews. A person with two tabs
 * counts once; a session whose process died counts until its entry ends.
 */
import type { RedisConnection } from '#platform/redis/index.ts';
import type { Presence } from '#protocol/socket/room.ts';
import type { Seat } from './keep-seats.ts';
import { presenceOf } from './rules/presence-of.ts';

type Commands = RedisConnection['commands'];

/** How long an entry lasts and how often it is renewed, in milliseconds. */
export const seatLastsMs = 25_000;
export const renewEveryMs = 10_000;

const seatsKey = (room: string): string => `room:${room}:seats`;
const peopleKey = (room: string): string => `room:${room}:people`;
const countKey = (room: string): string => `room:${room}:count`;

/** KEYS seats · ARGV now, expiry, capacity, session → 1, or 0 where the room is full */
const takeScript = `
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[1])
local has = redis.call('ZSCORE', KEYS[1], ARGV[4])
if not has and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[3]) then return 0 end
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[4])
redis.call('PEXPIRE', KEYS[1], 120000)
return 1
`;

/** Takes a seat if there is one, exactly, over all processes. @returns false where the room is full */
export async function takeSeat(redis: Commands, room: string, session: string, nowMs: number, capacity: number) {
  const taken = await redis.eval(takeScript, 1, seatsKey(room), nowMs, nowMs + seatLastsMs, capacity, session);
  return taken === 1;
}

/** Renews viewers' entries, and says who they are. */
export async function renewSeats(redis: Commands, room: string, seats: readonly Seat[], nowMs: number): Promise<void> {
  if (seats.length === 0) return;
  const work = redis.multi();
  work.zadd(seatsKey(room), ...seats.flatMap(({ session }) => [nowMs + seatLastsMs, session.id]));
  const named = seats.flatMap(({ session }) => {
    const who = session.identity;
    return who === null ? [] : [session.id, JSON.stringify({ id: who.userId, displayName: who.displayName })];
  });
  if (named.length > 0) work.hset(peopleKey(room), ...named);
  work.pexpire(seatsKey(room), 120_000).pexpire(peopleKey(room), 120_000);
  await work.exec();
}

/** Gives a seat back. */
export async function freeSeat(redis: Commands, room: string, session: string): Promise<void> {
  await redis.multi().zrem(seatsKey(room), session).hdel(peopleKey(room), session).exec();
}

/** Who is here now; keeps the count for those who only want that. */
export async function readPresence(redis: Commands, room: string, nowMs: number): Promise<Presence> {
  const [sessions, people] = await Promise.all([
    redis.zrangebyscore(seatsKey(room), nowMs, '+inf'),
    redis.hgetall(peopleKey(room)),
  ]);
  const presence = presenceOf(sessions, people);
  await redis.set(countKey(room), presence.count, 'PX', seatLastsMs);
  return presence;
}

/** How many watch each of these rooms. */
export async function countViewers(redis: Commands, rooms: readonly string[]): Promise<Map<string, number>> {
  if (rooms.length === 0) return new Map();
  const counts = await redis.mget(rooms.map(countKey));
  return new Map(rooms.map((room, index) => [room, Number(counts[index] ?? 0)]));
}
