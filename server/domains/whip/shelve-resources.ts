/**
 * Where sessions without a socket lie in Redis: what any process must know to answer for them, and until when the one that
 * holds each has said so.
 */
import type { Clock } from '#kernel/clock.ts';
import type { RedisConnection } from '#platform/redis/index.ts';
import type { Resource } from './parts.ts';

export interface Shelf {
  find(id: string): Promise<Resource | undefined>;
  /** What there is to know of it is another now. */
  put(resource: Resource): Promise<void>;
  /** This process holds them; what another wrote about them stays. */
  renew(resources: readonly Resource[]): Promise<void>;
  /** Nobody holds them any more. */
  release(ids: readonly string[]): Promise<void>;
  remove(id: string): Promise<void>;
  /** Those that nobody holds, at most fifty. */
  orphans(): Promise<Resource[]>;
}

/** How long a process that said nothing is believed to live: five looks. */
const heldMs = 10_000;
/** Longer than anybody may be away and still come back to it. */
const keptMs = 120_000;
const mostAtOnce = 50;

/** Sorted set: session → until when it is held, in milliseconds since 1970. */
const heldKey = 'http-sessions:held';
const keyOf = (id: string): string => `http-session:${id}`;

/** An empty one. */
export function createShelf(deps: { readonly redis: RedisConnection['commands']; readonly clock: Clock }): Shelf {
  const { redis, clock } = deps;
  const find = async (id: string): Promise<Resource | undefined> => {
    const text = await redis.get(keyOf(id));
    return text === null ? undefined : (JSON.parse(text) as Resource);
  };
  return {
    find,
    async put(one) {
      await redis.set(keyOf(one.id), JSON.stringify(one), 'PX', keptMs);
    },
    async renew(resources) {
      if (resources.length === 0) return;
      const work = redis.multi();
      const until = clock.now() + heldMs;
      for (const one of resources)
        work
          .set(keyOf(one.id), JSON.stringify(one), 'PX', keptMs, 'NX')
          .pexpire(keyOf(one.id), keptMs)
          .zadd(heldKey, until, one.id);
      await work.exec();
    },
    async release(ids) {
      if (ids.length > 0) await redis.zadd(heldKey, 'XX', ...ids.flatMap((id) => [0, id]));
    },
    async remove(id) {
      await redis.multi().del(keyOf(id)).zrem(heldKey, id).exec();
    },
    async orphans() {
      const ids = await redis.zrangebyscore(heldKey, '-inf', clock.now(), 'LIMIT', 0, mostAtOnce);
      const found = await Promise.all(ids.map(async (id) => ({ id, resource: await find(id) })));
      const forgotten = found.filter(({ resource }) => resource === undefined).map(({ id }) => id);
      if (forgotten.length > 0) await redis.zrem(heldKey, ...forgotten);
      return found.flatMap(({ resource }) => resource ?? []);
    },
  };
}
