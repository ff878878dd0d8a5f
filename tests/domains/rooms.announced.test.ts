/** What a room was last told of its media, when several processes tell it at once: never the older for good. */
import { pino } from 'pino';
import t from 'tap';
import { keepAnnounced, readAnnounced } from '../../server/domains/rooms/store-announced.ts';
import { newId } from '../../server/kernel/ids.ts';
import { openRedis } from '../../server/platform/redis/index.ts';
import { startRedis } from '../world/redis.ts';

const server = await startRedis();
const redis = openRedis(server.url, { name: 'test', log: pino({ level: 'silent' }) });
await redis.ready();
t.teardown(async () => {
  await redis.close();
  await server.close();
});

const of = (mediaEpoch: number, paused?: boolean) => ({
  mediaEpoch,
  producers: paused === undefined ? [] : [{ id: 'p', kind: 'video' as const, source: 'camera' as const, paused }],
});
const keep = (room: string, revision: number, media: ReturnType<typeof of>) =>
  keepAnnounced(redis.commands, { room, to: 'public' }, { revision, media });

t.test('What is newer is news, what is older is none', async (t) => {
  const room = newId();
  t.equal(await keep(room, 2, of(1, false)), true);
  t.equal(await keep(room, 1, of(1, true)), false, 'a change that was overtaken');
  t.same(await readAnnounced(redis.commands, { room, to: 'public' }), of(1, false));
  t.equal(await keep(room, 3, of(1, true)), true);
  t.equal(await keep(room, 3, of(1, true)), false, 'the same from another process');
  t.equal(await keep(room, 3, of(1)), true, 'the same change, hidden because the show is not live');
  t.equal(await keep(room, 3, of(1, true)), true, 'and shown again');
});

t.test('Another media epoch begins anew, and what is over does not come back', async (t) => {
  const room = newId();
  await keep(room, 9, of(1, false));
  t.equal(await keep(room, 0, of(2)), true);
  t.equal(await keep(room, 10, of(1, false)), false);
  t.same(await readAnnounced(redis.commands, { room, to: 'public' }), of(2));
});

t.test('A change that looks as the one before it is not told, but nothing older comes after it', async (t) => {
  const room = newId();
  await keep(room, 1, of(1, false));
  t.equal(await keep(room, 3, of(1, false)), false);
  t.equal(await keep(room, 2, of(1, true)), false);
});

t.test('Of twenty at once the newest stands', async (t) => {
  const room = newId();
  await Promise.all(Array.from({ length: 20 }, (_, at) => keep(room, (at * 7) % 20, of(1, (at * 7) % 2 === 0))));
  t.same(await readAnnounced(redis.commands, { room, to: 'public' }), of(1, false), 'revision 19');
});

t.test('Where nothing is kept, everything is news', async (t) => {
  t.equal(await readAnnounced(redis.commands, { room: newId(), to: 'public' }), undefined);
  await redis.commands.set('room:old:media', JSON.stringify(of(1)));
  t.equal(await keep('old', 1, of(1, false)), true, 'what an older version kept is passed over');
});
