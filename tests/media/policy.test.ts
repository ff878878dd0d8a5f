/** What a media node decides from values alone. */
import t from 'tap';
import { leastLoaded } from '../../sfu-workers/policy/choose-worker.ts';
import { afterLook, type Flow, isDue, noFlow } from '../../sfu-workers/policy/flow.ts';
import { firstLayers, topLayers } from '../../sfu-workers/policy/layers.ts';
import { plainPorts } from '../../sfu-workers/policy/plain-ports.ts';
import { restartDelayMs } from '../../sfu-workers/policy/restart-delay.ts';
import { fits } from '../../sfu-workers/policy/sources.ts';
import { growth, totalOf } from '../../sfu-workers/stats/traffic.ts';

t.test('a room goes to the worker with the most left', (t) => {
  const idle = { cpu: 0, consumers: 0, rooms: 0 };
  t.equal(leastLoaded([]), undefined, 'to none where there is none');
  t.equal(leastLoaded([idle, idle]), 0, 'to the first of equals');
  t.equal(
    leastLoaded([
      { ...idle, cpu: 0.5 },
      { ...idle, cpu: 0.2, rooms: 9 },
    ]),
    1,
    'CPU comes before rooms',
  );
  t.equal(
    leastLoaded([
      { ...idle, consumers: 400 },
      { ...idle, cpu: 0.5 },
    ]),
    1,
    'consumers count like CPU',
  );
  t.equal(
    leastLoaded([
      { ...idle, cpu: 0.04, rooms: 2 },
      { ...idle, cpu: 0.09, rooms: 1 },
    ]),
    1,
    'a little CPU does not',
  );
  t.end();
});

t.test('that media flows is told at once and every five seconds', (t) => {
  const told: number[] = [];
  let flow: Flow = noFlow;
  for (let nowMs = 0; nowMs <= 20_000; nowMs += 500) {
    const arrived = nowMs >= 1_000 && nowMs < 13_000;
    const after = afterLook(flow, arrived, nowMs);
    flow = after.flow;
    if (after.tell) told.push(nowMs);
  }
  t.same(told, [1_000, 6_000, 11_000], 'while it does');
  t.ok(isDue(flow, 20_000), 'and when it starts again, at once again');
  t.equal(afterLook(flow, true, 20_001).tell, true, 'without waiting');
  t.end();
});

t.test('a viewer starts low and may climb', (t) => {
  t.equal(firstLayers.spatialLayer, 0, 'from the lowest layer');
  t.same(topLayers(3), { spatialLayer: 2 }, 'to the highest there is');
  t.equal(topLayers(1), undefined, 'where there is more than one');
  t.end();
});

t.test('plain transports keep off the workers’ ports', (t) => {
  for (const [first, workers] of [
    [40_000, 2],
    [20_000, 256],
    [10_000, 1],
    [65_000, 8],
    [1_024, 4],
  ] as const) {
    const { min, max } = plainPorts(first, workers);
    t.ok(max < first || min >= first + workers, `${first}+${workers}: ${min}–${max} is beside them`);
    t.ok(max - min > 10_000, 'and wide enough');
  }
  t.end();
});

t.test('a worker is replaced at once, and with patience where that fails', (t) => {
  t.same([0, 1, 2, 3, 20].map(restartDelayMs), [0, 100, 200, 400, 5_000], 'up to five seconds');
  t.end();
});

t.test('a source sends its own kind', (t) => {
  t.ok(fits('camera', 'video') && fits('screen', 'video') && fits('microphone', 'audio'), 'as one expects');
  t.notOk(fits('microphone', 'video') || fits('camera', 'audio'), 'and no other');
  t.end();
});

t.test('traffic is summed, and what falls adds nothing', (t) => {
  const stat = { packetCount: 2, byteCount: 100, pliCount: 1 };
  t.same(totalOf([stat, stat]), { packets: 4, bytes: 200, plis: 2 }, 'over streams');
  const [less, more] = [totalOf([stat]), totalOf([stat, stat])];
  t.same(growth(less, more), { packets: 2, bytes: 100, plis: 1 }, 'growth is the difference');
  t.same(growth(more, less), { packets: 0, bytes: 0, plis: 0 }, 'never negative');
  t.end();
});
