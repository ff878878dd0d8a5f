/**
 * The composition root: the only file that constructs. What both processes share is opened here; what only the API needs
 * is in `openApi`. Everything else is handed what it needs.
 */
import { type Config, need } from '#config/config.ts';
import { deriveKey } from '#config/keys.ts';
import { systemClock } from '#kernel/clock.ts';
import { type Database, openDatabase } from '#platform/database/index.ts';
import { createLimits } from '#platform/limits/index.ts';
import { type Channel, createLiveEvents, type Delivery, type LiveEvents } from '#platform/live-events/index.ts';
import { openNodeLink } from '#platform/media-plane/index.ts';
import { createOutbox } from '#platform/outbox/index.ts';
import { createQueue } from '#platform/queue/index.ts';
import { openRedis } from '#platform/redis/index.ts';
import { createLog } from '#platform/telemetry/log.ts';
import { createMetrics } from '#platform/telemetry/metrics.ts';
import { createSessionRegistry } from '#platform/websocket/session-registry.ts';
import { createAdmission } from './admission.ts';
import { createNodes } from './domains/nodes/index.ts';
import { openRooms } from './domains/rooms/index.ts';
import { allEvents, reactions } from './reactions.ts';

export type Context = ReturnType<typeof createContext>;
export type ApiContext = ReturnType<typeof openApi>;

/** Opens what every server process needs; nothing waits for a connection here. */
export function createContext(config: Config, name: 'server' | 'jobs') {
  const log = createLog(name, config.logLevel);
  const clock = systemClock;
  const secret = need(config.secret, 'BUSKER_SECRET');
  const redisUrl = need(config.redisUrl, 'REDIS_URL');
  const database: Database = openDatabase({ url: need(config.database.url, 'DATABASE_URL'), log, name });
  const redis = openRedis(redisUrl, { name, log });
  const reader = openRedis(redisUrl, { name: `${name}-live`, log, commandTimeoutMs: 0 });
  const key = deriveKey(secret, 'media-control');
  const nodes = createNodes({ redis: redis.commands, openLink: openNodeLink, key, clock, log });
  const outbox = createOutbox({ database, events: allEvents, clock, log });
  const openLive = (listener: (channel: Channel, delivery: Delivery) => void): LiveEvents =>
    createLiveEvents(redis, reader, listener, log);
  return {
    ...{ config, log, clock, secret, redisUrl, database, redis, nodes, outbox, openLive },
    metrics: createMetrics(name),
    limits: createLimits(redis, config.limitsFactor),
    queue: createQueue({ url: redisUrl, log }),
    /** Wires the reactions; once, when live events are open. */
    react: (live: LiveEvents) => outbox.react(reactions({ database, nodes, log, live, redis })),
    async close() {
      await outbox.close();
      nodes.close();
      await Promise.allSettled([reader.close(), redis.close(), database.close()]);
    },
  };
}

/** Opens what only the API needs: sessions, rooms, the way in. */
export function openApi(context: Context) {
  const { config, log, clock, database, redis, nodes, openLive } = context;
  const sessions = createSessionRegistry();
  const admit = createAdmission({ database, redis: redis.commands, clock, capacity: config.roomCapacity });
  const rooms = openRooms({ database, redis: redis.commands, nodes, clock, log, admit, openLive });
  const subscriber = openRedis(context.redisUrl, { name: 'server-subscriber', log, commandTimeoutMs: 0 });
  context.react(rooms.deps.live);
  sessions.onOver((session) => void rooms.forget(session));
  return {
    ...{ sessions, rooms, subscriber },
    accessTokenKey: deriveKey(context.secret, 'access-token'),
    async close() {
      await rooms.close();
      await subscriber.close();
    },
  };
}
