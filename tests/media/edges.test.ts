/** A room spreads over the workers of its node: origin first, then edges; what the performer does reaches all of them. */

import t, { type Test } from 'tap';
import { newId } from '#kernel/ids.ts';
import { until } from '../world/until.ts';
import { audience, perform, reportOf, spreadingWorld, spreadOf, watch } from './edges-cast.ts';

const { world, api } = await spreadingWorld(t, 3, { edgeIdleMs: 1_000 });

/** A room of its own; the others must not stand on its workers. */
async function openRoom(t: Test) {
  const room = await world.room(api);
  t.teardown(() => api.do('room.close', room));
  return room;
}

t.test('viewers fill the origin first, then one edge, then the next', async (t) => {
  const room = await openRoom(t);
  await perform(t, api, room);
  const first = await audience(t, api, room, 3);
  t.same(await spreadOf(api, room), [3], 'the first are at the origin');
  const then = await audience(t, api, room, 4);
  t.same((await spreadOf(api, room)).sort(), [1, 3, 3], 'who comes then fills an edge before another is opened');
  const report = await reportOf(api, room);
  t.same(
    report.edges.map(({ pipes }) => pipes),
    [1, 1],
    'the camera is piped once to each',
  );
  t.equal(report.consumers, 7);
  t.equal(new Set([...first, ...then].map(({ port }) => port)).size, 3, 'on three workers');
  for (const { viewer } of [...first, ...then]) {
    await until('first picture', () => viewer.marks.length > 0);
    t.equal(viewer.marks[0], 0, 'everybody begins on the lowest layer');
  }
  for (const { viewer } of [...first, ...then]) await until('top layer', () => viewer.marks.at(-1) === 2);
  t.pass('and climbs, wherever they are');
});

t.test('an edge offers just what the origin does', async (t) => {
  const room = await openRoom(t);
  await perform(t, api, room);
  const { rtpCapabilities } = await api.event('node.hello');
  const offers: unknown[] = [];
  for (const session of Array.from({ length: 4 }, newId)) {
    await api.do('transport.open', { ...room, session, direction: 'receive' });
    const { consumers } = await api.do('consumers.open', { ...room, session, rtpCapabilities });
    const { codecs, headerExtensions } = consumers[0]?.rtpParameters ?? { codecs: [] };
    offers.push({ codecs, headerExtensions });
  }
  t.same(await spreadOf(api, room), [3, 1]);
  t.match(offers[3], { codecs: [{ mimeType: 'video/VP8', rtcpFeedback: [] }, { mimeType: 'video/rtx' }] });
  t.same(offers[3], offers[0], 'repairs and estimates included');
});

t.test('a pause reaches the edges, and so does its end', async (t) => {
  const room = await openRoom(t);
  const { session, producer } = await perform(t, api, room);
  const watchers = await audience(t, api, room, 5);
  for (const { viewer } of watchers) await until('picture', () => viewer.marks.length > 0);
  const pause = (paused: boolean) => api.do('producer.pause', { ...room, session, producer, paused });
  await pause(true);
  const late = await watch(t, api, room);
  t.equal(late.viewer.consumers[0]?.paused, true, 'who comes to an edge meanwhile is told');
  const before = watchers.map(({ viewer }) => viewer.marks.length);
  await Promise.all([pause(false), pause(true), pause(false)]);
  await until('picture for who came during the pause', () => late.viewer.marks.length > 0);
  for (const [at, { viewer }] of watchers.entries())
    await until('picture after the pause', () => viewer.marks.length > (before[at] ?? 0));
  t.pass('pictures go on everywhere, however fast it was pressed');
});

t.test('a camera that is opened again takes the place of the first at every edge', async (t) => {
  const room = await openRoom(t);
  const { session, publisher, producer } = await perform(t, api, room);
  const watchers = await audience(t, api, room, 5);
  for (const { viewer } of watchers) await until('picture', () => viewer.marks.length > 0);
  const second = await publisher.openCamera(api, room, session);
  t.not(second, producer);
  const { rtpCapabilities } = await api.event('node.hello');
  for (const { session: viewer } of watchers) {
    const { consumers } = await api.do('consumers.open', { ...room, session: viewer, rtpCapabilities });
    t.same(
      consumers.map(({ producerId }) => producerId),
      [second],
      'everybody is offered the second alone',
    );
  }
  const report = await reportOf(api, room);
  t.same([report.consumers, report.edges.map(({ pipes }) => pipes)], [5, [1]], 'nothing of the first is left');
  await api.do('producer.close', { ...room, session, producer: second });
  await until('end everywhere', async () => {
    const { consumers, edges } = await reportOf(api, room);
    return consumers === 0 && edges.every(({ pipes }) => pipes === 0);
  });
  t.pass('and its end takes it from every edge');
});

t.test('a performer who starts, pauses and stops while edges are being opened', async (t) => {
  const { rtpCapabilities } = await api.event('node.hello');
  for (let round = 0; round < 8; round += 1) {
    const room = await world.room(api);
    const { session, publisher, producer } = await perform(t, api, room);
    const sessions = Array.from({ length: 8 }, newId);
    const enter = async (viewer: string) => {
      const { transport } = await api.do('transport.open', { ...room, session: viewer, direction: 'receive' });
      await api.do('consumers.open', { ...room, session: viewer, rtpCapabilities });
      return transport.iceCandidates[0]?.port;
    };
    const act = async () => {
      if (round % 2 === 0) await api.do('producer.pause', { ...room, session, producer, paused: true });
      await publisher.openCamera(api, room, session);
    };
    const [ports] = await Promise.all([Promise.all(sessions.map(enter)), act()]);
    if (new Set(ports).size !== 3) t.fail(`on ${new Set(ports).size} workers in round ${round}`);
    for (const viewer of sessions) await api.do('consumers.open', { ...room, session: viewer, rtpCapabilities });
    const { consumers, edges, producers } = await reportOf(api, room);
    t.same(
      [producers.length, consumers, edges.map(({ pipes }) => pipes)],
      [1, 8, [1, 1]],
      'everybody has the one camera that is left, which each edge has once',
    );
    publisher.close();
    await api.do('room.close', room);
  }
});

t.test('an edge that nobody watches on is closed after a while, and the origin is filled again', async (t) => {
  const room = await openRoom(t);
  await perform(t, api, room);
  const watchers = await audience(t, api, room, 4);
  t.equal((await reportOf(api, room)).edges.length, 1);
  const atOrigin = watchers.filter(({ port }) => watchers.filter((one) => one.port === port).length === 3);
  const [onEdge] = watchers.filter((one) => !atOrigin.includes(one));
  await api.do('session.close', { session: onEdge?.session ?? '' });
  t.equal((await reportOf(api, room)).edges.length, 1, 'at first it stays');
  const again = await watch(t, api, room);
  t.equal(again.port, onEdge?.port, 'whoever comes finds it');
  await api.do('session.close', { session: again.session });
  await until('end of the edge', async () => (await reportOf(api, room)).edges.length === 0);
  await api.do('session.close', { session: atOrigin[0]?.session ?? '' });
  const last = await watch(t, api, room);
  t.equal(last.port, atOrigin[0]?.port, 'where the origin has room, who comes goes there');
});

t.test('the figures tell routers, edges and pipes', async (t) => {
  const room = await openRoom(t);
  await perform(t, api, room);
  await audience(t, api, room, 4);
  const metrics = await (await fetch(`http://127.0.0.1:${world.node.metricsPort}/metrics`)).text();
  const figure = (name: string) => Number(new RegExp(`^busker_media_${name} (\\d+)$`, 'm').exec(metrics)?.[1]);
  t.ok(figure('edges') >= 1 && figure('pipes') >= 1, 'edges and pipes');
  t.equal(figure('routers'), figure('rooms') + figure('edges'), 'a router is an origin or an edge');
  const { workers, left } = await api.do('node.report', {});
  t.equal(left, 0);
  t.same(
    workers.map(({ pid, port }) => [pid, port]),
    world.node.workerPids.map((pid, at) => [pid, world.settings.firstPort + at]),
    'workers are reported with their ports',
  );
});
