/** What a media node decides from values alone. */
import t from 'tap';
import { type Candidate, chooseSite } from '../../sfu-workers/policy/choose-site.ts';
import { leastLoaded, type WorkerLoad } from '../../sfu-workers/policy/choose-worker.ts';
import { afterCount, demandOf } from '../../sfu-workers/policy/demand.ts';
import { afterLook, type Flow, isDue, noFlow } from '../../sfu-workers/policy/flow.ts';
import { firstLayers, highestFor, topLayer } from '../../sfu-workers/policy/layers.ts';
import { plainPorts } from '../../sfu-workers/policy/plain-ports.ts';
import { restartDelayMs } from '../../sfu-workers/policy/restart-delay.ts';
import { fits } from '../../sfu-workers/policy/sources.ts';
import { growth, totalOf } from '../../sfu-workers/stats/traffic.ts';

t.test('a room goes to the worker with the most left', (t) => {
  const least = (loads: readonly WorkerLoad[]) => leastLoaded(loads, 500);
  const idle = { cpu: 0, consumers: 0, rooms: 0 };
  t.equal(least([]), undefined, 'to none where there is none');
  t.equal(least([idle, idle]), 0, 'to the first of equals');
  t.equal(
    least([
      { ...idle, cpu: 0.5 },
      { ...idle, cpu: 0.2, rooms: 9 },
    ]),
    1,
    'CPU comes before rooms',
  );
  t.equal(
    least([
      { ...idle, consumers: 400 },
      { ...idle, cpu: 0.5 },
    ]),
    1,
    'consumers count like CPU',
  );
  t.equal(
    least([
      { ...idle, cpu: 0.04, rooms: 2 },
      { ...idle, cpu: 0.09, rooms: 1 },
    ]),
    1,
    'a little CPU does not',
  );
  t.end();
});

t.test('a room fills its origin, then an edge, then opens another', (t) => {
  const on = (has: Candidate['has'], consumers: number, full = false, cpu = 0): Candidate => ({
    ...{ has, consumers, full, cpu, rooms: 1 },
  });
  const choose = (...candidates: Candidate[]) => chooseSite(candidates, 100).index;
  t.equal(choose(), undefined, 'where there is no worker, none');
  t.equal(choose(on('nothing', 0), on('origin', 79)), 1, 'the origin below its share of the mark');
  t.equal(choose(on('nothing', 0), on('origin', 80)), 0, 'then an edge: a fifth is the performer’s');
  t.equal(choose(on('nothing', 0), on('origin', 80), on('edge', 99)), 2, 'an edge that is there, up to its mark');
  t.equal(choose(on('origin', 80), on('edge', 60), on('edge', 40)), 2, 'of two the one with more left');
  t.equal(choose(on('origin', 80), on('edge', 100), on('nothing', 5)), 2, 'then another edge');
  t.equal(choose(on('nothing', 0), on('origin', 0, false, 0.7)), 0, 'CPU fills as consumers do');
  t.equal(choose(on('origin', 88), on('edge', 100), on('edge', 105)), 1, 'beyond all marks the one with most left');
  t.equal(choose(on('edge', 110), on('nothing', 101)), 0, 'where an edge that is there is preferred');
  t.equal(choose(on('edge', 140), on('nothing', 101)), 1, 'but not at any price');
  t.end();
});

t.test('what is full stays full until some have gone', (t) => {
  const fullAt = (full: boolean, consumers: number) =>
    chooseSite([{ has: 'edge', consumers, full, cpu: 0, rooms: 1 }], 100).full[0];
  t.same([fullAt(false, 99), fullAt(false, 100)], [false, true], 'full at its mark');
  t.same([fullAt(true, 99), fullAt(true, 85), fullAt(true, 84)], [true, true, false], 'and open again well below it');
  // One goes and one comes, at the mark, again and again: they are not thrown to and fro.
  let full = true;
  const choices = Array.from({ length: 10 }, (_, turn) => {
    const origin: Candidate = { has: 'origin', consumers: 79 + (turn % 2), full, cpu: 0, rooms: 1 };
    const choice = chooseSite([origin, { has: 'edge', consumers: 5, full: false, cpu: 0, rooms: 1 }], 100);
    full = choice.full[0] ?? false;
    return choice.index;
  });
  t.same(new Set(choices), new Set([1]), 'nothing flaps');
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
  t.same([3, 2, 1, 0].map(topLayer), [2, 1, 0, 0], 'the highest there is');
  t.equal(highestFor(null, 2), 2, 'to the highest where it does not say');
  t.equal(highestFor(1, 2), 1, 'to what it asks for');
  t.equal(highestFor(2, 1), 1, 'never to what there is not');
  t.end();
});

/** What a performer is told, second by second, of how much is taken. */
function toldAfter(taken: readonly number[], top = 2): [second: number, layer: number][] {
  let demand = demandOf(top);
  return taken.flatMap((layer, second): [number, number][] => {
    const { told } = demand;
    demand = afterCount(demand, layer, second * 1_000);
    return demand.told === told ? [] : [[second, demand.told]];
  });
}

t.test('a performer sends what somebody takes', (t) => {
  const seconds = (count: number, layer: number): number[] => Array(count).fill(layer);
  t.same(toldAfter(seconds(30, 2)), [], 'all, where all is taken');
  t.same(toldAfter(seconds(30, 0)), [[10, 0]], 'less after ten seconds');
  t.same(
    toldAfter([...seconds(12, 0), ...seconds(3, 1), ...seconds(3, 2)]),
    [
      [10, 0],
      [12, 1],
      [15, 2],
    ],
    'more at once',
  );
  t.same(toldAfter([...seconds(9, 0), 2, ...seconds(12, 0)]), [[20, 0]], 'whoever looks in begins the wait anew');
  t.same(
    toldAfter([...seconds(5, 0), 1, ...seconds(30, 0)]),
    [
      [10, 1],
      [21, 0],
    ],
    'what was taken within the ten seconds is kept for another ten',
  );
  t.same(toldAfter(seconds(30, 0), 0), [], 'where there is one layer, nothing is ever said');
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
  t.ok(
    fits('camera', 'video') && fits('screen', 'video') && fits('microphone', 'audio') && fits('screen-sound', 'audio'),
    'as one expects',
  );
  t.notOk(fits('microphone', 'video') || fits('camera', 'audio'), 'and no other');
  t.end();
});

t.test('traffic is summed, and what falls adds nothing', (t) => {
  const stat = { packetCount: 2, byteCount: 100, pliCount: 1, nackCount: 3 };
  t.same(totalOf([stat, stat]), { packets: 4, bytes: 200, plis: 2, nacks: 6 }, 'over streams');
  const [less, more] = [totalOf([stat]), totalOf([stat, stat])];
  t.same(growth(less, more), { packets: 2, bytes: 100, plis: 1, nacks: 3 }, 'growth is the difference');
  t.same(growth(more, less), { packets: 0, bytes: 0, plis: 0, nacks: 0 }, 'never negative');
  t.end();
});
