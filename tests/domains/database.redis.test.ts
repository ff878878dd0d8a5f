/** The connection to Redis: nobody waits for it, and it comes back by itself. */
import { pino } from 'pino';
import t from 'tap';
import { isRedisDown, openRedis } from '../../server/platform/redis/index.ts';
import { startRedis } from '../world/redis.ts';
import { until } from '../world/until.ts';

const lines: { msg: string }[] = [];
const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
const server = await startRedis();
const redis = openRedis(server.url, { name: 'test', log });
t.teardown(async () => {
  await redis.close();
  await server.close();
});

const failure = async (work: () => Promise<unknown>) => {
  const startedMs = performance.now();
  const error = await work().then(
    () => undefined,
    (problem: unknown) => problem,
  );
  return { error, tookMs: performance.now() - startedMs };
};

t.test('It is usable when it says so', async (t) => {
  await redis.ready();
  await redis.ping();
  t.equal(await redis.commands.set('key', 'value'), 'OK');
  const names = String(await server.client.call('CLIENT', 'LIST'));
  t.match(names, /name=test/);
});

t.test('A server that does not answer is given up after a second', async (t) => {
  await server.client.call('CLIENT', 'PAUSE', '5000', 'ALL');
  const { error, tookMs } = await failure(() => redis.commands.get('key'));
  t.equal(isRedisDown(error), true);
  t.ok(tookMs < 3_000, `${tookMs.toFixed(0)} ms`);
  await until('an answer', () => redis.ping().then(() => true), { withinMs: 15_000 });
});

t.test('A connection that blocks on purpose may wait longer', async (t) => {
  const reader = redis.another({ name: 'reader', commandTimeoutMs: 0 });
  await reader.ready();
  t.equal(await reader.commands.blpop('nothing', 1.3), null);
  await reader.close();
});

t.test('A lost connection comes back by itself', async (t) => {
  await server.client.call('CLIENT', 'KILL', 'TYPE', 'normal');
  await until('the connection', () => redis.ping().then(() => true));
  t.equal(await redis.commands.get('key'), 'value');
});

t.test('A command that is wrong is not Redis being away', async (t) => {
  const { error } = await failure(() => redis.commands.lpush('key', 'x'));
  t.match(String(error), /WRONGTYPE/);
  t.equal(isRedisDown(error), false);
});

t.test('While Redis is away commands fail at once, and the log says so once', async (t) => {
  lines.length = 0;
  await server.close();
  await until('the loss', () => redis.commands.status !== 'ready');
  const { error, tookMs } = await failure(() => redis.commands.get('key'));
  t.equal(isRedisDown(error), true);
  t.ok(tookMs < 500, `${tookMs.toFixed(0)} ms`);
  await until('further tries', async () => (await failure(() => redis.ping())).error !== undefined && lines.length > 0);
  t.equal(lines.filter(({ msg }) => msg === 'redis is away').length, 1);
});

t.test('Closing may be done twice, and while Redis is away', async (t) => {
  await Promise.all([redis.close(), redis.close()]);
  const { error } = await failure(() => redis.commands.get('key'));
  t.equal(isRedisDown(error), true, 'nothing tries again: this file would otherwise never end');
});
