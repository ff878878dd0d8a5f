/** What moderators decided is carried out: told with its moment, whatever else is away, and nothing is ended that is over. */
import { pino } from 'pino';
import t from 'tap';
import { newId } from '#kernel/ids.ts';
import { demoAccounts, demoPerformerId } from '../../prisma/demo.ts';
import { seed } from '../../prisma/seed.ts';
import { carryOutAct } from '../../server/domains/moderation/index.ts';
import { streamEvents } from '../../server/domains/streams/index.ts';
import { systemClock } from '../../server/kernel/clock.ts';
import { openDatabase } from '../../server/platform/database/index.ts';
import { createLiveEvents } from '../../server/platform/live-events/index.ts';
import { createOutbox } from '../../server/platform/outbox/index.ts';
import { isRedisDown, openRedis } from '../../server/platform/redis/index.ts';
import { startDatabase } from '../world/database.ts';
import { startRedis } from '../world/redis.ts';
import { until } from '../world/until.ts';

const log = pino({ level: 'silent' });
const postgres = await startDatabase();
let server = await startRedis();
await seed({ url: postgres.adminUrl, clock: systemClock });
const database = openDatabase({ url: postgres.url, log });
const redis = openRedis(server.url, { name: 'test', log });
const reader = redis.another({ name: 'test-reader', commandTimeoutMs: 0 });
await Promise.all([redis.ready(), reader.ready()]);
const told: { name: string; body: unknown }[] = [];
const live = createLiveEvents(
  redis,
  reader,
  (_channel, delivery) => {
    if (delivery.kind === 'notes') told.push(...([JSON.parse(delivery.frame)].flat() as typeof told));
  },
  log,
);
const news = createOutbox({ database, events: streamEvents, clock: systemClock, log });
news.react({ 'stream.started': {}, 'stream.changed': {}, 'stream.ended': {} });
t.teardown(async () => {
  await Promise.all([live.close(), news.close()]);
  await Promise.all([redis.close(), database.close()]);
  await Promise.all([postgres.close(), server.close()]);
});

// No room of this test has media, so that no node is asked.
const deps = { database, news, clock: systemClock, live } as unknown as Parameters<typeof carryOutAct>[0];
const moderator = demoAccounts.find(({ handle }) => handle === 'moss')?.id;
const at = '2026-01-22T10:00:00.000Z';

/** A stream in this state, and an act about it. @returns their ids */
async function decided(act: string, state: 'READY' | 'LIVE') {
  const [room, id] = [newId(), newId()];
  const since = state === 'LIVE' ? at : null;
  await postgres.query(
    `INSERT INTO stream (id, performer_id, title, session_type, adult, tags, state, created_at, live_since)
     VALUES ($1, $2, 'Rooftop set', 'broadcast_public', false, '{}', $3, $4, $5)`,
    [room, demoPerformerId, state, at, since],
  );
  await postgres.query('INSERT INTO moderation_act VALUES ($1, $2, $3, $4, $5, $6, $7)', [
    ...[id, room, demoPerformerId, moderator, act, 'a face of somebody', at],
  ]);
  return { room, id };
}
const stateOf = async (room: string): Promise<unknown> =>
  (await postgres.query<{ state: string }>('SELECT state FROM stream WHERE id = $1', [room]))[0]?.state;

t.test('an end finds a test that its performer ended first: it is told, and there is nothing to repeat', async (t) => {
  const { room, id } = await decided('end', 'READY');
  await live.follow({ room, audience: 'performer' });
  await t.resolves(carryOutAct(deps, id));
  const [note] = await until('the performer being told', () => (told.length > 0 ? told : undefined));
  t.match(note, { name: 'moderation.acted', body: { id, act: 'end', reason: 'a face of somebody', at } });
  t.equal(await stateOf(room), 'READY');
});

t.test('while Redis is away a show is ended all the same, and the telling is repeated', async (t) => {
  const { room, id } = await decided('end', 'LIVE');
  const port = Number(new URL(server.url).port);
  await server.close();
  const refused = await carryOutAct(deps, id).catch((error: unknown) => error);
  t.ok(isRedisDown(refused), 'it is to be repeated');
  t.equal(await stateOf(room), 'OFFLINE', 'and nobody watches any more');
  server = await startRedis(port);
  await Promise.all([redis.ready(), reader.ready()]);
  await live.follow({ room, audience: 'performer' });
  await carryOutAct(deps, id);
  await until('the performer being told', () => told.some(({ body }) => (body as { id?: string }).id === id));
});
