/** Words to every process: heard again whatever becomes of the connection, and whoever hears is told that some may be lost. */
import { pino } from 'pino';
import t from 'tap';
import { newId } from '#kernel/ids.ts';
import { afresh } from '../../server/kernel/afresh.ts';
import { type Hearing, hearEverywhere, tellEverywhere } from '../../server/platform/everywhere/index.ts';
import { openRedis } from '../../server/platform/redis/index.ts';
import { startRedis } from '../world/redis.ts';
import { until } from '../world/until.ts';

const log = pino({ level: 'silent' });
const redis = await startRedis();
const subscriber = openRedis(redis.url, { name: 'hears', log, commandTimeoutMs: 0 });
const speaker = openRedis(redis.url, { name: 'speaks', log });
await speaker.ready();
const heard: string[] = [];
const unhandled: unknown[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);
process.on('unhandledRejection', note);
let backs = 0;
const deaf = (): void => undefined;
const hearing: Hearing = {
  ...{ 'rights-changed': deaf, 'channel-rights': deaf, 'put-out': deaf },
  ...{ 'session-taken': deaf, 'call-seat-taken': deaf, 'overlay-changed': deaf },
  'sign-in-ended': ({ signInId }) => heard.push(signInId),
};
hearEverywhere(subscriber, hearing, () => (backs += 1), log);
t.teardown(async () => {
  process.off('unhandledRejection', note);
  await Promise.all([subscriber.close(), speaker.close()]);
  await redis.close();
});

async function isHeard(): Promise<void> {
  const signInId = newId();
  await tellEverywhere(speaker, { kind: 'sign-in-ended', signInId });
  await until('the word', () => heard.includes(signInId));
}

t.test('A word is heard, and one of another version is passed over', async (t) => {
  await until('a subscription', () => backs === 1);
  await redis.client.publish('everywhere', '{"kind":"of another version"}');
  await redis.client.publish('everywhere', 'nonsense');
  await isHeard();
  t.equal(heard.length, 1);
});

t.test('A connection that is cut is followed by another, each of which says that words may be lost', async (t) => {
  const before = backs;
  t.equal(await redis.client.call('CLIENT', 'KILL', 'TYPE', 'pubsub'), 1);
  await until('another subscription', () => backs > before);
  await isHeard();
});

t.test('Cut again and again, also while it subscribes, nothing fails that nobody handles', async (t) => {
  const killOthers = async (): Promise<void> => {
    const list = String(await redis.client.call('CLIENT', 'LIST'));
    const ids = [...list.matchAll(/^id=(\d+) .* name=hears /gm)].map(([, id]) => id);
    for (const id of ids) await redis.client.call('CLIENT', 'KILL', 'ID', String(id)).catch(() => undefined);
  };
  const endMs = performance.now() + 2_000;
  while (performance.now() < endMs) await killOthers();
  const before = backs;
  await until('another subscription', () => backs > before, { withinMs: 10_000 });
  await isHeard();
  t.same(unhandled, []);
});

t.test('A subscription that is refused is asked for until it stands', async (t) => {
  const before = backs;
  await redis.client.call('ACL', 'SETUSER', 'default', '-subscribe');
  await redis.client.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
  await until('another connection', async () =>
    String(await redis.client.call('CLIENT', 'LIST')).includes('name=hears'),
  );
  t.equal(backs, before, 'nobody is told that words are heard');
  await redis.client.call('ACL', 'SETUSER', 'default', '+subscribe');
  await until('another subscription', () => backs > before);
  await isHeard();
});

t.test('Who asks during a look gets the end of one that began after', async (t) => {
  const began: (() => void)[] = [];
  const look = afresh(async () => {
    const at = began.length;
    await new Promise<void>((resolve) => began.push(resolve));
    if (at === 1) throw new Error('the second failed');
    return at;
  });
  const first = look();
  const during = [look(), look()];
  t.equal(began.length, 1, 'one at a time');
  began[0]?.();
  t.equal(await first, 0);
  await until('the second', () => began.length === 2);
  const third = look();
  began[1]?.();
  t.same(
    (await Promise.allSettled(during)).map(({ status }) => status),
    ['rejected', 'rejected'],
    'of all who ask meanwhile',
  );
  await until('the third, although the second failed', () => began.length === 3);
  began[2]?.();
  t.equal(await third, 2);
  const late = look();
  t.equal(began.length, 4, 'and at once where none is under way');
  began[3]?.();
  t.equal(await late, 3);
});
