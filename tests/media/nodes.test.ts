/** A room over two media nodes: placed, piped, asked for key frames and layers, and what dies is noticed by whom it struck. */

import t, { type Test } from 'tap';
import { newId } from '#kernel/ids.ts';
import { layerRids } from '../world/media-publisher.ts';
import { until } from '../world/until.ts';
import { audience, perform, type Watcher, watch } from './edges-cast.ts';
import { figureOf, nodePair, roomAt, roomReport } from './nodes-cast.ts';

const pair = await nodePair(t, 3);
const { a, b } = pair;

async function openRoom(t: Test) {
  const room = await roomAt(a);
  t.teardown(() => a.api.ask('room.close', room));
  return room;
}

const at = (node: typeof a, watchers: readonly Watcher[]) => watchers.filter(({ port }) => node.ports.includes(port));
const seeing = (watchers: readonly Watcher[]) =>
  Promise.all(watchers.map(({ viewer }) => until('top layer', () => viewer.marks.at(-1) === 2, { withinMs: 10_000 })));

t.test('viewers fill the origin’s node, then the other, and all see every layer', async (t) => {
  const room = await openRoom(t);
  const { publisher, session, producer } = await perform(t, a.api, room);
  const watchers = await audience(t, a.api, room, 6);
  t.equal(at(a, watchers).length, 3, 'the first are at the origin');
  t.equal(at(b, watchers).length, 3, 'the others at the other node');
  for (const { viewer } of watchers) {
    await until('first picture', () => viewer.marks.length > 0);
    t.equal(viewer.marks[0], 0, 'everybody begins on the lowest layer');
  }
  await seeing(watchers);
  t.match(await roomReport(a, room.room), { consumers: 6, edges: [{ node: b.name, consumers: 3, pipes: 1 }] });
  t.equal(await roomReport(b, room.room), undefined, 'the room is one room, at its origin');

  const far = at(b, watchers);
  const pause = (paused: boolean) => a.api.do('producer.pause', { ...room, session, producer, paused });
  await Promise.all([pause(true), pause(false), pause(true)]);
  const late = await watch(t, a.api, room);
  t.equal(late.viewer.consumers[0]?.paused, true, 'who comes to the other node meanwhile is told');
  await pause(false);
  const before = far.map(({ viewer }) => viewer.marks.length);
  for (const [index, { viewer }] of far.entries())
    await until('picture after the pause', () => viewer.marks.length > (before[index] ?? 0));
  t.pass('a pause reaches the other node, and so does its end');

  const wanted = () => a.api.seen('producer.wanted').filter((body) => body.producer === producer);
  const prefer = (watcher: Watcher, spatialLayer: number) => {
    const consumers = watcher.viewer.consumers.map(({ id }) => ({ consumer: id, paused: false, spatialLayer }));
    return a.api.do('consumers.prefer', { ...room, session: watcher.session, consumers });
  };
  for (const watcher of [...watchers, late]) await prefer(watcher, 0);
  await until('one layer', () => wanted().at(-1)?.spatialLayer === 0, { withinMs: 20_000 });
  for (const watcher of far.slice(0, 1)) await prefer(watcher, 2);
  await until('all layers', () => wanted().at(-1)?.spatialLayer === 2);
  t.same(b.api.seen('producer.wanted'), [], 'what anybody takes, on whichever node, is one sum, said by the origin');
  t.ok(publisher.plis.length > 0);

  await a.api.do('producer.close', { ...room, session, producer });
  await until('end at the other node', async () => (await figureOf(b, 'consumers')) === 0);
  for (const { session: viewer } of [...watchers, late]) await a.api.do('session.close', { session: viewer });
  await until('nobody', async () => (await figureOf(b, 'transports')) === 0);
  await a.api.do('room.close', room);
  await until(
    'nothing of it',
    async () => (await figureOf(b, 'routers')) === 0 && (await figureOf(a, 'routers')) === 0,
  );
  t.pass('nothing of it is left on either node');
});

t.test('a player of other payload types is served by the other node as well', async (t) => {
  await pair.idle(b);
  const room = await openRoom(t);
  await perform(t, a.api, room);
  const pages = await audience(t, a.api, room, 3);
  t.equal(at(a, pages).length, 3, 'the first node is full');
  const session = newId();
  const dialect = [{ mimeType: 'video/VP8' as const, payloadType: 120 }];
  await a.api.do('transport.open', { ...room, session, direction: 'receive', dialect });
  const player = await watch(t, a.api, room, session);
  t.equal(at(b, [player]).length, 1);
  await seeing([...pages, player]);
  t.same([...player.viewer.payloadTypes], [120], 'under the number it offered');
  t.equal(await figureOf(b, 'edges'), 1, 'which has a router of its own for it');
  await a.api.do('room.close', room);
  await until('nothing of it', async () => (await figureOf(b, 'routers')) === 0);
});

t.test('a wave over both nodes asks the performer for two key frames a second and layer', async (t) => {
  const room = await openRoom(t);
  const { publisher } = await perform(t, a.api, room);
  const startedAtMs = performance.now();
  const watchers = await Promise.all(
    Array.from({ length: 24 }, async () => {
      const watcher = await watch(t, a.api, room);
      await until('picture', () => watcher.viewer.marks.length > 0, { withinMs: 15_000 });
      return watcher;
    }),
  );
  const seconds = (performance.now() - startedAtMs) / 1000;
  t.ok(at(a, watchers).length >= 3 && at(b, watchers).length >= 3, 'both nodes have some');
  for (const [layer, rid] of layerRids.entries()) {
    const asked = publisher.plis.filter((pli) => pli.layer === layer).length;
    t.ok(asked <= 2 * seconds + 2, `layer ${rid}: ${asked} in ${seconds.toFixed(1)} s is at most two a second`);
  }
  await a.api.do('room.close', room);
  await until('nothing of it', async () => (await figureOf(b, 'routers')) === 0);
});

t.test('the other node is killed: only who watched there is told, and sees again', async (t) => {
  await pair.idle(b);
  const room = await openRoom(t);
  await perform(t, a.api, room);
  const watchers = await audience(t, a.api, room, 5);
  await seeing(watchers);
  const [stay, struck] = [at(a, watchers), at(b, watchers)];
  t.same([stay.length, struck.length], [3, 2]);
  for (const { viewer } of stay) viewer.watchClosely();
  const killedAtMs = performance.now();
  b.process.child.kill('SIGKILL');
  const times = await Promise.all(
    struck.map(async ({ session }) => {
      const told = await a.api.event('transport.lost', (body) => body.session === session);
      t.match(told, { direction: 'receive', reason: 'worker_died' });
      const back = await watch(t, a.api, room, session);
      await until('picture again', () => back.viewer.marks.length > 0, { withinMs: 10_000 });
      return performance.now() - killedAtMs;
    }),
  );
  t.comment(`pictures again after ${times.map(Math.round).join(', ')} ms`);
  t.equal(a.api.seen('transport.lost').length, 2, 'nobody else is');
  t.same(a.api.seen('room.lost'), [], 'the room goes on');
  t.same(
    stay.map(({ viewer }) => viewer.flaws.missing),
    stay.map(() => 0),
    'the others miss no packet',
  );
  t.match(await roomReport(a, room.room), { consumers: 5, edges: [] });
});
