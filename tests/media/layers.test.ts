/** What viewers want of what they receive, and what performers are told of it. */

import { cleanup } from 'node-datachannel';
import t from 'tap';
import { newId } from '#kernel/ids.ts';
import type { ControlMethod, ControlParams } from '#protocol/media/control.ts';
import type { ControlClient } from '../world/control-client.ts';
import { startMediaWorld } from '../world/media-node.ts';
import { layerRids, MediaPublisher } from '../world/media-publisher.ts';
import { MediaViewer } from '../world/media-viewer.ts';
import { until } from '../world/until.ts';

const world = await startMediaWorld();
t.teardown(async () => {
  await world.close();
  cleanup();
});
const api = await world.connect();

/** A room with a performer whose camera is on. */
async function show() {
  const room = await world.room(api);
  const session = newId();
  const publisher = await MediaPublisher.connect(api, room, session);
  t.teardown(() => publisher.close());
  const producer = await publisher.openCamera(api, room, session);
  return { room, session, publisher, producer };
}

type Show = Awaited<ReturnType<typeof show>>;

type Wish = Pick<ControlParams<'consumers.prefer'>['consumers'][number], 'paused' | 'spatialLayer'>;

/** A viewer who says what it wants of the camera. @param early what it says before it is ready to receive */
async function watch({ room }: Show, early?: Wish) {
  const session = newId();
  const viewer = await MediaViewer.join(early === undefined ? api : sayingFirst(early), room, session);
  t.teardown(() => viewer.close());
  const consumer = viewer.consumers[0]?.id ?? '';
  const prefer = (paused: boolean, spatialLayer: number | null) =>
    api.do('consumers.prefer', { ...room, session, consumers: [{ consumer, paused, spatialLayer }] });
  const onLayer = (layer: number) => until(`layer ${layer}`, () => viewer.marks.at(-1) === layer);
  return { viewer, session, consumer, prefer, onLayer };
}

/** The same API node; what a viewer wants is said before it is ready. */
function sayingFirst(wish: Wish): ControlClient {
  const client = {
    event: (name: 'node.hello') => api.event(name),
    do: async (method: ControlMethod, params: ControlParams<ControlMethod>) => {
      if (method === 'consumers.resume') {
        const { consumers, ...mine } = params as ControlParams<'consumers.resume'>;
        await api.do('consumers.prefer', { ...mine, consumers: consumers.map((consumer) => ({ consumer, ...wish })) });
      }
      return api.do(method, params);
    },
  };
  return client as unknown as ControlClient;
}

const lonely = await show();
const openedAtMs = performance.now();

t.test('a viewer gets no more than it asks for', async (t) => {
  const { viewer, prefer, onLayer } = await watch(await show());
  await onLayer(2);
  await prefer(false, 1);
  await onLayer(1);
  t.pass('less where it asks for less');
  await prefer(false, 0);
  await onLayer(0);
  const from = viewer.marks.length;
  await until('second of pictures', () => viewer.marks.length > from + 50);
  t.ok(
    viewer.marks.slice(from).every((mark) => mark === 0),
    'and it stays so',
  );
  await prefer(false, null);
  await onLayer(2);
  t.pass('all again where it asks for all');
});

t.test('a viewer who sees nothing is sent nothing, and others go on', async (t) => {
  const stage = await show();
  const [one, other] = [await watch(stage), await watch(stage)];
  await Promise.all([one.onLayer(2), other.onLayer(2)]);
  await one.prefer(true, null);
  const paused = other.viewer.marks.length;
  await until('what was under way', () => other.viewer.marks.length > paused + 10);
  const [had, before] = [one.viewer.marks.length, other.viewer.marks.length];
  await until('second of pictures for the other', () => other.viewer.marks.length > before + 50);
  t.equal(one.viewer.marks.length, had, 'nothing comes to who paused');
  await one.prefer(true, 1);
  await one.prefer(false, 1);
  await one.onLayer(1);
  t.pass('it goes on where it wants to, at what it wants');
});

t.test('what is asked before the first picture holds, and it still starts low', async (t) => {
  const stage = await show();
  const { viewer, onLayer } = await watch(stage, { paused: false, spatialLayer: 1 });
  await onLayer(1);
  t.equal(viewer.marks[0], 0, 'the first picture is the lowest');
  const other = await watch(stage, { paused: true, spatialLayer: null });
  const from = viewer.marks.length;
  await until('second of pictures', () => viewer.marks.length > from + 50);
  t.notOk(viewer.marks.includes(2), 'it never climbs above what was asked for');
  t.same(other.viewer.marks, [], 'who asked for nothing got nothing, ready or not');
  await other.prefer(false, null);
  await other.onLayer(2);
  t.equal(other.viewer.marks[0], 0, 'and starts low where it wants to begin');
});

t.test('wishes that make no sense are refused, wishes for what is gone are passed over', async (t) => {
  const stage = await show();
  const { session, consumer, onLayer } = await watch(stage);
  await onLayer(2);
  const wish = { consumer, paused: false, spatialLayer: null };
  const mine = { ...stage.room, session };
  t.equal(await api.codeOf('consumers.prefer', { ...mine, consumers: [{ ...wish, consumer: newId() }, wish] }), 'ok');
  t.equal(await api.codeOf('consumers.prefer', { ...mine, mediaEpoch: 2, consumers: [wish] }), 'MEDIA_EPOCH_STALE');
  t.equal(await api.codeOf('consumers.prefer', { ...mine, session: newId(), consumers: [wish] }), 'NOT_FOUND');
  const wrong = [
    { ...mine, consumers: Array(9).fill(wish) },
    { ...mine, consumers: [{ ...wish, spatialLayer: 3 }] },
    { ...mine, consumers: [{ ...wish, spatialLayer: -1 }] },
    { ...mine, consumers: [{ ...wish, spatialLayer: 0.5 }] },
  ];
  for (const params of wrong) t.equal(await api.codeOf('consumers.prefer', params), 'VALIDATION_FAILED');
  const other = newId();
  await api.do('transport.open', { ...stage.room, session: other, direction: 'receive' });
  const theirs = { ...stage.room, session: other, consumers: [{ ...wish, paused: true }] };
  t.equal(await api.codeOf('consumers.prefer', theirs), 'ok', 'somebody else’s counts as gone');
  await onLayer(2);
});

t.test('first key frames that are lost are asked for again', async (t) => {
  const stage = await show();
  const startedAtMs = performance.now();
  stage.publisher.deafTo = 4;
  const { viewer } = await watch(stage);
  await until('picture', () => viewer.marks.length > 0, { withinMs: 10_000 });
  const seconds = (performance.now() - startedAtMs) / 1000;
  for (const [layer, rid] of layerRids.entries()) {
    const asked = stage.publisher.plis.filter((pli) => pli.layer === layer).length;
    t.ok(asked <= 2 * seconds + 2, `layer ${rid}: ${asked} in ${seconds.toFixed(1)} s is at most two a second`);
  }
});

t.test('layers that nobody takes are said to be for nobody, and wanted again at once', async (t) => {
  const { room, session, producer, publisher } = lonely;
  const said = () => api.seen('producer.wanted').filter((body) => body.producer === producer);
  await until('word that nobody watches', () => said().length > 0, { withinMs: 15_000 });
  t.ok(performance.now() - openedAtMs > 9_500, 'not before ten seconds have passed');
  t.same(said(), [{ ...room, session, producer, spatialLayer: 0 }], 'the lowest goes on for whoever comes');
  publisher.highest = 0;
  const wanted = async () => {
    const { producers } = await api.do('room.health', room);
    return producers[0]?.layers.map((layer) => layer.wanted);
  };
  t.same(await wanted(), [true, false, false], 'health says which layers need not come');

  const { viewer, onLayer } = await watch(lonely);
  await until('word that all are wanted', () => said().length > 1, { withinMs: 3_000 });
  t.equal(said()[1]?.spatialLayer, 2, 'as soon as somebody watches');
  await until('picture', () => viewer.marks.length > 0);
  t.equal(viewer.marks[0], 0, 'who sees the lowest meanwhile');
  publisher.highest = 2;
  await onLayer(2);
  t.same(await wanted(), [true, true, true]);
});
