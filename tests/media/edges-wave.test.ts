/** A wave of viewers over several routers: the performer hears of two key frames a second and layer, not of sixty. */

import t from 'tap';
import { layerRids } from '../world/media-publisher.ts';
import { until } from '../world/until.ts';
import { perform, reportOf, spreadingWorld, spreadOf, watch } from './edges-cast.ts';

const size = 60;
const { world, api } = await spreadingWorld(t, 22);

t.test('sixty join at once over three routers', async (t) => {
  const room = await world.room(api);
  const { publisher } = await perform(t, api, room);
  const startedAtMs = performance.now();
  const waits = await Promise.all(
    Array.from({ length: size }, async () => {
      const joinedAtMs = performance.now();
      const { viewer } = await watch(t, api, room);
      await until('picture', () => viewer.marks.length > 0, { withinMs: 15_000 });
      t.equal(viewer.marks[0], 0, 'it begins on the lowest layer');
      return performance.now() - joinedAtMs;
    }),
  );
  const seconds = (performance.now() - startedAtMs) / 1000;
  const spread = await spreadOf(api, room);
  t.equal(spread.length, 3, 'three routers');
  t.ok(Math.max(...spread) <= 22, 'none beyond its mark');
  for (const [layer, rid] of layerRids.entries()) {
    const asked = publisher.plis.filter((pli) => pli.layer === layer).length;
    t.ok(asked <= 2 * seconds + 2, `layer ${rid}: ${asked} in ${seconds.toFixed(1)} s is at most two a second`);
  }
  t.equal((await reportOf(api, room)).consumers, size);
  waits.sort((a, b) => a - b);
  const at = (share: number) => waits[Math.floor(share * (size - 1))]?.toFixed(0);
  t.comment(`over ${spread.join(' + ')}: first picture after ${at(0.5)} ms (p50), ${at(0.95)} ms (p95)`);
});
