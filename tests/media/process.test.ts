/** The media node as a process: how it starts, why it does not, and that nothing of it stays behind. */

import t from 'tap';
import { nodeKeys } from '#protocol/media/control.ts';
import { MediaProcess } from '../world/media-process.ts';
import { startRedis } from '../world/redis.ts';
import { until } from '../world/until.ts';

const redis = await startRedis();
t.teardown(() => redis.close());

async function readyNode(given: Record<string, string | undefined> = {}) {
  const node = await (await MediaProcess.spawn(redis.url, given)).ready();
  await until('two workers', () => node.workers().length === 2);
  return node;
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  t.test(`${signal} ends it cleanly`, async (t) => {
    const node = await readyNode();
    const askedAtMs = performance.now();
    node.child.kill(signal);
    const { code, stderr } = await node.ended;
    t.ok(performance.now() - askedAtMs < 4_000, 'within four seconds');
    t.equal(code, 0, 'with success');
    t.equal(stderr, '', 'without a complaint');
    t.same(node.workers(), [], 'no worker stays');
    t.equal(await redis.client.exists(nodeKeys.one(node.env.MEDIA_NODE_ID ?? '')), 0, 'nor its registration');
  });
}

t.test('it ends when its supervisor is gone', async (t) => {
  const node = await readyNode();
  node.child.stdin?.end();
  t.equal((await node.ended).code, 0, 'the end of its standard input is enough');
  t.same(node.workers(), [], 'no worker stays');
});

t.test('kill -9 leaves nothing behind', async (t) => {
  const node = await readyNode();
  node.child.kill('SIGKILL');
  await node.ended;
  await until('end of the workers', () => node.workers().length === 0);
  t.pass('the workers end by themselves');
  const key = nodeKeys.one(node.env.MEDIA_NODE_ID ?? '');
  await until('end of the registration', async () => (await redis.client.exists(key)) === 0, { withinMs: 5_000 });
  t.pass('the registration expires');
  const again = await MediaProcess.spawn(redis.url, { ...node.env });
  await again.ready();
  t.pass('and it starts again with the same ports');
  again.child.kill('SIGTERM');
  await again.ended;
});
