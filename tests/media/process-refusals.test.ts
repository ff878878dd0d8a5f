/** Why the media node does not start: one clear sentence each, and nothing left behind. */
import t from 'tap';
import { MediaProcess } from '../world/media-process.ts';
import { startRedis } from '../world/redis.ts';

const redis = await startRedis();
t.teardown(() => redis.close());

t.test('what is wrong with its settings is said in one sentence', async (t) => {
  const running = await (await MediaProcess.spawn(redis.url)).ready();
  const { MEDIA_PORT, MEDIA_CONTROL_PORT, METRICS_PORT } = running.env;
  const wrong: [string, Record<string, string | undefined>][] = [
    ['MEDIA_PORT', { MEDIA_PORT }],
    ['MEDIA_CONTROL_PORT', { MEDIA_CONTROL_PORT }],
    ['METRICS_PORT', { METRICS_PORT }],
    ['MEDIA_WORKER_BIN', { MEDIA_WORKER_BIN: '/nowhere/mediasoup-worker' }],
    ['MEDIA_LISTEN_IP', { MEDIA_LISTEN_IP: '203.0.113.7' }],
    ['BUSKER_SECRET', { BUSKER_SECRET: undefined }],
  ];
  const nodes = await Promise.all(wrong.map(([, given]) => MediaProcess.spawn(redis.url, given)));
  for (const [index, [name, given]] of wrong.entries()) {
    const node = nodes[index];
    if (node === undefined) continue;
    const { code, stderr } = await node.ended;
    t.equal(code, 1, `${JSON.stringify(given)}: it does not start`);
    t.ok(stderr.includes(name), `it names ${name}: ${stderr.trim()}`);
    t.notMatch(stderr, /\n\s+at /, 'without a stack trace');
    t.same(node.workers(), [], 'and leaves no worker');
  }
  running.child.kill('SIGTERM');
  await running.ended;
});
