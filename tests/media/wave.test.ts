/** Many who come at once, over several workers: what it costs the performer, in key frames and in layers. */

import t from 'tap';
import { layerRids } from '../world/media-publisher.ts';
import { until } from '../world/until.ts';
import { audience, perform, spreadingWorld, spreadOf, type Watcher } from './edges-cast.ts';

const many = 24;
const { world, api } = await spreadingWorld(t, 8);
const room = await world.room(api);
const { publisher, producer, session } = await perform(t, api, room);
let everybody: Watcher[] = [];

t.test('a wave of viewers asks the performer for few key frames, wherever they are', async (test) => {
  const startedAtMs = performance.now();
  // They stay for the next test.
  everybody = await audience(t, api, room, many);
  const waits = await Promise.all(
    everybody.map(async ({ viewer }) => {
      await until('picture', () => viewer.marks.length > 0);
      test.equal(viewer.marks[0], 0, 'everybody begins on the lowest layer');
      return performance.now() - startedAtMs;
    }),
  );
  for (const { viewer } of everybody) await until('top layer', () => viewer.marks.at(-1) === 2);
  const spread = await spreadOf(api, room);
  test.equal(spread.length, 3, `on three workers (${spread.join(', ')})`);
  const seconds = (performance.now() - startedAtMs) / 1000;
  for (const [layer, rid] of layerRids.entries()) {
    const asked = publisher.plis.filter((pli) => pli.layer === layer).length;
    test.ok(asked <= 2 * seconds + 2, `layer ${rid}: ${asked} in ${seconds.toFixed(1)} s is at most two a second`);
  }
  waits.sort((a, b) => a - b);
  test.comment(
    `first packet after ${waits.at(many / 2)?.toFixed(0)} ms (p50), ${waits.at(-1)?.toFixed(0)} ms (slowest)`,
  );
});

t.test('what nobody on any worker takes need not be sent, pipes or not', async (t) => {
  const prefer = (watcher: Watcher | undefined, spatialLayer: number | null) =>
    api.do('consumers.prefer', {
      ...room,
      session: watcher?.session ?? '',
      consumers: (watcher?.viewer.consumers ?? []).map(({ id }) => ({ consumer: id, paused: false, spatialLayer })),
    });
  const said = () => api.seen('producer.wanted').map(({ spatialLayer }) => spatialLayer);
  t.same(said(), [], 'nothing is said while all is taken');
  await Promise.all(everybody.map((watcher) => prefer(watcher, 0)));
  await until('word that the lowest is enough', () => said().length > 0, { withinMs: 15_000 });
  t.same(api.seen('producer.wanted'), [{ ...room, session, producer, spatialLayer: 0 }]);

  const { transport } = await api.do('transport.open', { ...room, session, direction: 'send' });
  const farAway = everybody.find(({ port }) => port !== transport.iceCandidates[0]?.port);
  await prefer(farAway, 1);
  await until('word that one more is wanted', () => said().length > 1, { withinMs: 3_000 });
  t.same(said(), [0, 1], 'one viewer is enough, on whatever worker');
  await until('the layer it wants', () => farAway?.viewer.marks.at(-1) === 1);
});
