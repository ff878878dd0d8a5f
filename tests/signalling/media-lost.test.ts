/**
 * Media that is lost while the room goes on: whose it was is told at once, nobody else is, and starting over helps.
 */
import { cleanup } from 'node-datachannel';
import t from 'tap';
import type { TestSocket } from '../world/socket.ts';
import { publishThrough, watchThrough } from '../world/socket-media.ts';
import { openStack } from '../world/stack.ts';
import { until } from '../world/until.ts';
import { openWorld } from './world.ts';

// A viewer fills a worker: the second is on an edge.
const stack = await openStack({ env: { MEDIA_WORKERS: '2', MEDIA_CONSUMERS_PER_WORKER: '1' } });
t.teardown(async () => {
  await stack.close();
  cleanup();
});
const world = await openWorld(stack);

t.test('the worker of an edge dies, and then the performer’s network', async (t) => {
  const { id: room } = await world.goLive();
  const nova = await world.socket('nova');
  await nova.do('room.join', { room, as: 'performer' });
  const publisher = await publishThrough(nova);
  await publisher.startCamera();
  const [atOrigin, onEdge] = [await world.socket('viewer'), await world.socket('fan')];
  const watch = async (socket: TestSocket) => {
    const viewer = await watchThrough(socket);
    t.teardown(() => viewer.close());
    await until('picture', () => viewer.marks.length > 0);
    return viewer;
  };
  for (const socket of [atOrigin, onEdge]) await socket.do('room.join', { room, as: 'viewer' });
  const stays = await watch(atOrigin);
  await watch(onEdge);
  await nova.do('fault.inject', { fault: 'kill-edge-worker' });
  const told = await onEdge.note('watch.lost');
  t.match(told, { room, audience: 'session', body: { mediaEpoch: 1, transport: String } }, 'who watched there is told');
  await watch(onEdge);
  t.pass('and sees again when it starts over');
  const before = stays.marks.length;
  await until('picture', () => stays.marks.length > before);
  t.same([...atOrigin.notes('watch.lost'), ...nova.notes('publish.lost')], [], 'nobody else is told, or notices');

  publisher.close();
  // This stack closes without a word, so the node must notice by the consent that is missing: 10 s and a check.
  await nova.note('publish.lost', undefined, { withinMs: 20_000 });
  t.same([...onEdge.notes('publish.lost'), ...atOrigin.notes('publish.lost')], [], 'a performer’s loss is theirs');
  const second = await publishThrough(nova);
  t.teardown(() => second.close());
  await second.startCamera();
  await atOrigin.note('room.media', ({ producers }) => producers.length === 1);
  t.pass('and they send again from the same session');
});
