/** A performer and viewers with real WebRTC stacks: ICE, DTLS and SRTP through a real worker. */

import { cleanup } from 'node-datachannel';
import t from 'tap';
import { newId } from '#kernel/ids.ts';
import { startMediaWorld } from '../world/media-node.ts';
import { layerRids, MediaPublisher } from '../world/media-publisher.ts';
import { MediaViewer } from '../world/media-viewer.ts';
import { until } from '../world/until.ts';

const world = await startMediaWorld();
t.teardown(async () => {
  await world.close();
  // Without it the WebRTC stack keeps this process alive.
  cleanup();
});
const api = await world.connect();

t.test('pictures go from a performer to a viewer, from the lowest layer up', async (t) => {
  const room = await world.room(api);
  const performer = newId();
  const publisher = await MediaPublisher.connect(api, room, performer);
  t.teardown(() => publisher.close());
  const producer = await publisher.openCamera(api, room, performer);
  const announced = await api.event('room.producers', (body) => body.room === room.room);
  t.match(
    announced.producers,
    [{ id: producer, source: 'camera', paused: false, session: performer }],
    'it is announced',
  );
  await api.event('room.flowing', (body) => body.room === room.room);
  t.pass('that media flows is told');

  const viewer = await MediaViewer.join(api, room, newId());
  t.teardown(() => viewer.close());
  t.match(viewer.consumers, [{ producerId: producer, kind: 'video', source: 'camera' }], 'the viewer is offered it');
  await until('picture', () => viewer.marks.length > 0);
  t.equal(viewer.marks[0], 0, 'the first picture is of the lowest layer');
  await until('top layer', () => viewer.marks.at(-1) === 2);
  t.pass('the viewer climbs to the top');
});

t.test('a wave of viewers asks the performer for few key frames', async (t) => {
  const room = await world.room(api);
  const performer = newId();
  const publisher = await MediaPublisher.connect(api, room, performer);
  t.teardown(() => publisher.close());
  await publisher.openCamera(api, room, performer);
  const startedAtMs = performance.now();
  const waits = await Promise.all(
    Array.from({ length: 16 }, async () => {
      const joinedAtMs = performance.now();
      const viewer = await MediaViewer.join(api, room, newId());
      t.teardown(() => viewer.close());
      await until('picture', () => viewer.marks.length > 0);
      return performance.now() - joinedAtMs;
    }),
  );
  const seconds = (performance.now() - startedAtMs) / 1000;
  for (const [layer, rid] of layerRids.entries()) {
    const asked = publisher.plis.filter((pli) => pli.layer === layer).length;
    t.ok(asked <= 2 * seconds + 2, `layer ${rid}: ${asked} in ${seconds.toFixed(1)} s is at most two a second`);
  }
  waits.sort((a, b) => a - b);
  t.comment(`first packet after ${waits.at(8)?.toFixed(0)} ms (p50), ${waits.at(-1)?.toFixed(0)} ms (slowest of 16)`);
});

t.test('health tells what arrives, layer by layer', async (t) => {
  const room = await world.room(api);
  const session = newId();
  const publisher = await MediaPublisher.connect(api, room, session);
  t.teardown(() => publisher.close());
  await publisher.openCamera(api, room, session);
  const layers = await until('health of three layers', async () => {
    const { producers } = await api.do('room.health', room);
    const layers = producers[0]?.layers ?? [];
    return layers.length === 3 && layers.every((layer) => layer.bitrateBps > 10_000 && layer.score > 0) && layers;
  });
  t.same(
    layers.map(({ rid }) => rid),
    ['q', 'h', 'f'],
    'by their names, lowest first',
  );
});

t.test('a camera that is opened again takes the place of the first', async (t) => {
  const room = await world.room(api);
  const session = newId();
  const publisher = await MediaPublisher.connect(api, room, session);
  t.teardown(() => publisher.close());
  const first = await publisher.openCamera(api, room, session);
  const viewer = newId();
  await api.do('transport.open', { ...room, session: viewer, direction: 'receive' });
  const { rtpCapabilities } = await api.event('node.hello');
  const open = { ...room, session: viewer, rtpCapabilities };
  t.equal((await api.do('consumers.open', open)).consumers.length, 1, 'a viewer is offered the first');
  t.equal((await api.do('consumers.open', open)).consumers.length, 0, 'once');

  const second = await publisher.openCamera(api, room, session);
  t.not(second, first, 'it is another producer');
  await api.event('room.producers', ({ producers }) => producers.length === 1 && producers[0]?.id === second);
  const { consumers } = await api.do('consumers.open', open);
  t.same(
    consumers.map(({ producerId }) => producerId),
    [second],
    'the viewer is offered the second alone',
  );
});

t.test('a pause is told, to those who are here and to those who come', async (t) => {
  const room = await world.room(api);
  const session = newId();
  const publisher = await MediaPublisher.connect(api, room, session);
  t.teardown(() => publisher.close());
  const producer = await publisher.openCamera(api, room, session);
  await api.do('producer.pause', { ...room, session, producer, paused: true });
  await api.event('room.producers', ({ producers }) => producers[0]?.id === producer && producers[0].paused);
  const someone = newId();
  const pause = { ...room, session: someone, producer, paused: false };
  t.equal(await api.codeOf('producer.pause', pause), 'NOT_FOUND', 'nobody else can end it');
  const viewer = await MediaViewer.join(api, room, someone);
  t.teardown(() => viewer.close());
  t.equal(viewer.consumers[0]?.paused, true, 'who comes sees it');
  await api.do('producer.pause', { ...room, session, producer, paused: false });
  await until('picture after the pause', () => viewer.marks.length > 0);
});

t.test('a performer who leaves is noticed', async (t) => {
  const room = await world.room(api);
  const session = newId();
  const publisher = await MediaPublisher.connect(api, room, session);
  await publisher.openCamera(api, room, session);
  await api.event('room.producers', (body) => body.room === room.room && body.producers.length === 1);
  publisher.close();
  // This stack closes without a word, so the node must notice by the consent that is missing: 10 s and a check.
  await api.event('transport.lost', (body) => body.session === session, { withinMs: 16_000 });
  await api.event('room.producers', (body) => body.room === room.room && body.producers.length === 0);
  const { created } = await api.do('transport.open', { ...room, session, direction: 'send' });
  t.equal(created, true, 'and may come back on a new transport');
});

t.test('closing a session ends what it sends, and nothing else', async (t) => {
  const [ended, room] = [await world.room(api), await world.room(api)];
  const [one, other] = [newId(), newId()];
  const publishers = [await MediaPublisher.connect(api, ended, one), await MediaPublisher.connect(api, room, other)];
  t.teardown(() => publishers.forEach((publisher) => void publisher.close()));
  await publishers[0]?.openCamera(api, ended, one);
  const left = await publishers[1]?.openCamera(api, room, other);
  await api.do('session.close', { session: one });
  const now = await api.do('room.open', room);
  t.same(
    now.producers.map(({ id }) => id),
    [left],
    'the other performer goes on',
  );
});
