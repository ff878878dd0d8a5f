/** Those whom nobody is to notice: what they get, and that nothing of them reaches the performer or a count. */
import t from 'tap';
import { newId } from '#kernel/ids.ts';
import type { MediaPublisher } from '../world/media-publisher.ts';
import { MediaViewer } from '../world/media-viewer.ts';
import { until } from '../world/until.ts';
import { audience, perform, reportOf, spreadingWorld, watch } from './edges-cast.ts';

const keyFrameMoments = { minMs: 900, maxMs: 1_500 };
const { world, api } = await spreadingWorld(t, 50, { keyFrameMoments, edgeIdleMs: 500 });

/** Gaps between requests for key frames of one layer, in milliseconds. */
function gaps({ plis }: MediaPublisher, layer: number): number[] {
  const times = plis.filter((pli) => pli.layer === layer).map(({ atMs }) => atMs);
  return times.slice(1).map((atMs, before) => atMs - (times[before] ?? 0));
}

t.test('whoever watches unnoticed sees and climbs, and the performer is asked for nothing more', async (t) => {
  const room = await world.room(api);
  const { publisher } = await perform(t, api, room);
  await until('a first moment', () => publisher.plis.length > 0);
  const before = await reportOf(api, room);
  const hidden = await Promise.all(Array.from({ length: 6 }, () => MediaViewer.join(api, room, newId(), false, true)));
  t.teardown(() => hidden.map((one) => one.close()));
  for (const one of hidden) await until('a picture', () => one.marks.length > 0, { withinMs: 10_000 });
  for (const one of hidden) await until('the top layer', () => one.marks.at(-1) === 2, { withinMs: 10_000 });
  const { producers: _, ...after } = await reportOf(api, room);
  const { producers: __, ...was } = before;
  t.same(after, was, 'the node reports nobody');
  const askedFor = (layer: number): number => publisher.plis.filter((pli) => pli.layer === layer).length;
  // The three requests of a moment come one after the other.
  await until('all requests of the last moment', () => askedFor(0) === askedFor(1) && askedFor(1) === askedFor(2));
  const moments = askedFor(0);
  for (const layer of [0, 1, 2]) {
    const shortest = Math.min(...gaps(publisher, layer));
    t.ok(
      // Seen here, where a thread may be late: a request too many would make two gaps of one, one of them no longer than half.
      shortest > keyFrameMoments.maxMs / 2,
      `layer ${layer}: no two requests nearer than moments are (${shortest.toFixed(0)} ms)`,
    );
    t.equal(askedFor(layer), moments, 'each moment asks for each layer');
  }
  t.comment(`${moments} moments, ${publisher.plis.length} requests`);
  t.same(
    api.seen('producer.wanted').filter((one) => one.room === room.room),
    [],
    'no layer was said to be wanted',
  );
});

t.test('a pause that ends asks for as much with them as without', async (t) => {
  const rooms = [await world.room(api), await world.room(api)] as const;
  const shows = await Promise.all(rooms.map((room) => perform(t, api, room)));
  const hidden = await MediaViewer.join(api, rooms[0], newId(), false, true);
  t.teardown(() => hidden.close());
  await until('a picture', () => hidden.marks.length > 0, { withinMs: 10_000 });
  const before = shows.map(({ publisher }) => publisher.plis.length);
  const pauseBoth = (paused: boolean): Promise<unknown> =>
    Promise.all(
      shows.map(({ session, producer }, at) =>
        api.do('producer.pause', { ...(rooms[at] ?? rooms[0]), session, producer, paused }),
      ),
    );
  for (let turn = 0; turn < 8; turn += 1) {
    const startedAtMs = performance.now();
    await pauseBoth(true);
    await pauseBoth(false);
    await until('the time in which requests are gathered', () => performance.now() > startedAtMs + 700);
  }
  const [withThem = 0, without = 0] = shows.map(({ publisher }, at) => publisher.plis.length - (before[at] ?? 0));
  // Moments differ by a few; one request more at each end would be eight for each of three layers.
  t.ok(Math.abs(withThem - without) < 16, `${withThem} requests with them, ${without} without`);
});

t.test('what the audience wants decides what is sent, and those unnoticed take what flows', async (t) => {
  const room = await world.room(api);
  const { publisher } = await perform(t, api, room);
  const [viewer] = await audience(t, api, room, 1);
  const hidden = await MediaViewer.join(api, room, newId(), false, true);
  t.teardown(() => hidden.close());
  await until('the top layer', () => hidden.marks.at(-1) === 2 && viewer?.viewer.marks.at(-1) === 2, {
    withinMs: 10_000,
  });
  await api.do('consumers.prefer', {
    ...room,
    session: viewer?.session ?? '',
    consumers: (viewer?.viewer.consumers ?? []).map(({ id }) => ({ consumer: id, paused: false, spatialLayer: 0 })),
  });
  const said = () => api.seen('producer.wanted').filter((one) => one.room === room.room);
  await until('that the lowest is enough', () => said().length > 0, { withinMs: 15_000 });
  t.equal(said()[0]?.spatialLayer, 0, 'whoever is not noticed wants no layer');
  publisher.highest = 0;
  const passed = hidden.marks.length;
  await until('the lowest', () => hidden.marks.slice(passed).includes(0), { withinMs: 15_000 });
  t.equal(said().length, 1, 'and asks for none');
});

t.test('what moderators hold back reaches nobody but those unnoticed, whoever comes', async (t) => {
  const room = await world.room(api);
  await perform(t, api, room);
  const viewer = await watch(t, api, room);
  const hidden = await MediaViewer.join(api, room, newId(), false, true);
  t.teardown(() => hidden.close());
  await until('both see', () => hidden.marks.length > 0 && viewer.viewer.marks.length > 0, { withinMs: 10_000 });
  await api.do('room.open', { ...room, hold: { version: 2, audio: true, video: true } });
  const late = await watch(t, api, room);
  const seen = viewer.viewer.marks.length;
  const unseen = hidden.marks.length;
  await until('those unnoticed go on', () => hidden.marks.length > unseen + 50);
  t.ok(viewer.viewer.marks.length - seen < 5, 'who watched sees nothing more');
  t.equal(late.viewer.marks.length, 0, 'who comes sees nothing');
  await api.do('room.open', { ...room, hold: { version: 1, audio: false, video: false } });
  t.equal(late.viewer.marks.length, 0, 'an older decision changes nothing');
  await api.do('room.open', { ...room, hold: { version: 3, audio: true, video: false } });
  await until('both see again', () => late.viewer.marks.length > 0 && viewer.viewer.marks.length > seen + 20, {
    withinMs: 5_000,
  });
});

t.test('the balcony is another worker and survives it', async (t) => {
  const room = await world.room(api);
  await perform(t, api, room);
  const session = newId();
  const { transport } = await api.do('transport.open', { ...room, session, direction: 'receive', hidden: true });
  const viewer = await MediaViewer.join(api, room, session, false, true);
  await until('a picture', () => viewer.marks.length > 0, { withinMs: 10_000 });
  const at = (transport.iceCandidates[0]?.port ?? 0) - world.settings.firstPort;
  process.kill(world.node.workerPids[at] ?? 0, 'SIGKILL');
  await until('word of it', () => api.seen('transport.lost').some((lost) => lost.session === session));
  viewer.close();
  const again = await MediaViewer.join(api, room, session, false, true);
  t.teardown(() => again.close());
  await until('a picture again', () => again.marks.length > 0, { withinMs: 10_000 });
  t.same(
    api.seen('room.lost').filter((lost) => lost.room === room.room),
    [],
    'the room itself went on',
  );
  await api.do('session.close', { session });
});
