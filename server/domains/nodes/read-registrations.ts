/**
 * The nodes that registered themselves within the last moments.
 */
import type { RedisConnection } from '#platform/redis/index.ts';
import { NodeRegistration, nodeKeys } from '#protocol/media/control.ts';

/** Registrations that have not expired; broken ones are left out. */
export async function readRegistrations(redis: RedisConnection['commands']): Promise<NodeRegistration[]> {
  const names = await redis.smembers(nodeKeys.all);
  if (names.length === 0) return [];
  const values = await redis.mget(names.map((name) => nodeKeys.one(name)));
  return values.flatMap((value) => {
    const parsed = value === null ? undefined : NodeRegistration.safeParse(JSON.parse(value));
    return parsed?.success ? [parsed.data] : [];
  });
}
