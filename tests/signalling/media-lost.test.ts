/**
 * Media that is lost while the room goes on: whose it was is told at once, nobody else is, and starting over helps. With the edge on another
 * worker of the same media node, and with the edge on another node.
 */
import { cleanup } from 'node-datachannel';
import t, { type Test } from 'tap';
import { homeOf } from '../prove/media/inside.ts';
import type { TestSocket } from '../world/socket.ts';
import { publishThrough, watchThrough } from '../world/socket-media.ts';
import { openStack, type WorldStack } from '../world/stack.ts';
import { until } from '../world/until.ts';
import { openWorld } from './world.ts';

// A viewer fills a worker: the second is on an edge.
const full = { MEDIA_CONSUMERS_PER_WORKER: '1' };
const places = {
  'two workers of one node': { MEDIA_WORKERS: '2', ...full },
  'two nodes': { MEDIA_NODES: '2', MEDIA_WORKERS: '1', ...full },
};
t.teardown(cleanup);

for (const [place, env] of Object.entries(places)) {
  t.test(`${place}: the worker of an edge dies, and then the performer’s network`, async (t) => {
    const stack = await openStack({ env });
    t.teardown(() => stack.close());
    await edgeAndNetworkDie(t, stack, 'MEDIA_NODES' in env);
  });
}

async function edgeAndNetworkDie(t: Test, stack: WorldStack, elsewhere: boolean): Promise<void> {
  const world = await openWorld(stack);
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
  if (elsewhere) process.kill(await farWorker(stack, room), 'SIGKILL');
  else await nova.do('fault.inject', { fault: 'kill-edge-worker' });
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
}

/** The worker of the other node that serves viewers of the room. */
function farWorker(stack: WorldStack, room: string): Promise<number> {
  return until('an edge on the other node', async () => {
    const edges = (await homeOf(stack, room))?.room.edges ?? [];
    return edges.find(({ node, consumers }) => node !== undefined && consumers > 0)?.worker;
  });
}
