/** A worker dies while Redis is away: Postgres knows it at once, and the room is told as soon as there is somebody to tell it to. */
import { pino } from 'pino';
import t from 'tap';
import { demoStreamId as room } from '../../prisma/demo.ts';
import { seed } from '../../prisma/seed.ts';
import type { NodeEvent } from '../../server/domains/nodes/index.ts';
import { hearAgain } from '../../server/domains/rooms/hear-again.ts';
import { hearNode } from '../../server/domains/rooms/hear-nodes.ts';
import type { RoomsDeps } from '../../server/domains/rooms/parts.ts';
import { systemClock } from '../../server/kernel/clock.ts';
import { openDatabase } from '../../server/platform/database/index.ts';
import { createLiveEvents } from '../../server/platform/live-events/index.ts';
import { isRedisDown, openRedis } from '../../server/platform/redis/index.ts';
import { startDatabase } from '../world/database.ts';
import { startRedis } from '../world/redis.ts';
import { until } from '../world/until.ts';

const log = pino({ level: 'silent' });
const postgres = await startDatabase();
let server = await startRedis();
await seed({ url: postgres.adminUrl, clock: systemClock });
await postgres.query(`UPDATE stream SET state = 'LIVE', live_since = coalesce(live_since, now()) WHERE id = $1`, [
  room,
]);
const database = openDatabase({ url: postgres.url, log });
const redis = openRedis(server.url, { name: 'test', log });
const reader = redis.another({ name: 'test-reader', commandTimeoutMs: 0 });
await Promise.all([redis.ready(), reader.ready()]);
const told: { name: string; body: unknown }[] = [];
let resets = 0;
let isFollowed = false;
const live = createLiveEvents(
  redis,
  reader,
  (_channel, delivery) => {
    if (delivery.kind === 'notes') told.push(...([JSON.parse(delivery.frame)].flat() as typeof told));
    else resets += 1;
  },
  log,
);
t.teardown(async () => {
  await live.close();
  await Promise.all([redis.close(), database.close()]);
  await Promise.all([postgres.close(), server.close()]);
});

const failures: unknown[] = [];
// Losing a room takes no more than these three.
const deps = { database, live, redis: redis.commands } as unknown as RoomsDeps;
const hearing = hearAgain(
  (news) => hearNode(deps, news),
  (error) => failures.push(error),
);
const lost = (mediaEpoch: number): NodeEvent => ({
  ...{ kind: 'event', node: 'n' },
  event: { event: 'room.lost', body: { room, mediaEpoch, reason: 'worker_died' } },
});
const place = (node: string | null, mediaEpoch: number) =>
  postgres.query(
    `INSERT INTO room (stream_id, origin_node, origin_epoch) VALUES ($1, $2, $3)
     ON CONFLICT (stream_id) DO UPDATE SET origin_node = $2, origin_epoch = $3`,
    [room, node, mediaEpoch],
  );
const placed = () => postgres.query('SELECT origin_node, origin_epoch FROM room WHERE stream_id = $1', [room]);

/** Redis is killed, and what is said comes to nothing. @returns what starts another in its place */
async function takeRedisAway(): Promise<() => Promise<void>> {
  const port = Number(new URL(server.url).port);
  const before = resets;
  await server.close();
  await until('nobody answers', () =>
    redis.ping().then(
      () => false,
      (error: unknown) => isRedisDown(error),
    ),
  );
  return async () => {
    server = await startRedis(port);
    await Promise.all([redis.ready(), reader.ready()]);
    await live.follow({ room, audience: 'public' });
    // Until it has seen that numbering began anew, it takes what is said for said before.
    if (isFollowed) await until('the new numbering', () => resets > before);
    isFollowed = true;
  };
}

t.test('the repetition tells what was not told, once', async (t) => {
  await place('n', 1);
  const bringBack = await takeRedisAway();
  await hearing.hear(lost(1));
  t.ok(isRedisDown(failures.at(-1)), 'it could not be said');
  t.same(await placed(), [{ origin_node: null, origin_epoch: 2 }], 'and is decided all the same');
  await hearing.again();
  t.equal(failures.length, 2, 'while Redis is away nobody is told');
  await bringBack();
  await hearing.again();
  const [note] = await until('the room being told', () => (told.length > 0 ? told : undefined));
  t.match(note, { name: 'room.media', body: { mediaEpoch: 2, producers: [] } });
  await hearing.again();
  // Told by somebody else as well: the same is no news.
  await hearing.hear(lost(1));
  await live.publish({ room, audience: 'public' }, 'room.hold', { muted: false, blurred: false, paused: false });
  await until('what came after', () => told.some(({ name }) => name === 'room.hold'));
  t.same(
    told.map(({ name }) => name),
    ['room.media', 'room.hold'],
    'nobody is told twice',
  );
});

t.test('where the room is again meanwhile, the repetition takes nothing from it', async (t) => {
  await place('n', 5);
  const bringBack = await takeRedisAway();
  await hearing.hear(lost(5));
  t.same(await placed(), [{ origin_node: null, origin_epoch: 6 }]);
  await place('m', 6);
  await bringBack();
  told.length = 0;
  await hearing.again();
  await live.publish({ room, audience: 'public' }, 'room.hold', { muted: false, blurred: false, paused: false });
  await until('what came after', () => told.some(({ name }) => name === 'room.hold'));
  t.same(
    told.map(({ name }) => name),
    ['room.hold'],
    'it is not told that nothing is sent',
  );
  t.same(await placed(), [{ origin_node: 'm', origin_epoch: 6 }]);
});
