/** The bad network's arithmetic: each fault measured over many packets of one seed, in no time at all. */
import { isDeepStrictEqual } from 'node:util';
import t from 'tap';
import { chanceOf } from './chance.ts';
import { Fates, type Impairment } from './fates.ts';

const seed = 20_261_121;
const packets = 20_000;
const everyMs = 10;
const bytes = 1_000;

/** When each of many packets, sent evenly, arrives; undefined where it never does. */
function arrivals(impairment: Partial<Impairment>, { every = everyMs, from = seed } = {}): (number | undefined)[] {
  const fates = new Fates(chanceOf(from));
  fates.impair(impairment);
  return Array.from({ length: packets }, (_, index) => {
    const fate = fates.of(bytes, index * every);
    return 'atMs' in fate ? fate.atMs : undefined;
  });
}

function tripsOf(times: readonly (number | undefined)[], every = everyMs): number[] {
  return times.flatMap((atMs, index) => (atMs === undefined ? [] : [atMs - index * every]));
}

/** Packets that arrive after one that was sent later. */
function overtaken(times: readonly (number | undefined)[]): number {
  let soonest = Number.POSITIVE_INFINITY;
  return times.toReversed().filter((atMs) => {
    if (atMs === undefined) return false;
    const late = atMs > soonest;
    soonest = Math.min(soonest, atMs);
    return late;
  }).length;
}

const near = (value: number, wanted: number, by: number): boolean => Math.abs(value - wanted) <= by;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

t.test('chance is even, and the same for the same seed', async (t) => {
  const [one, same, other] = [chanceOf(7), chanceOf(7), chanceOf(8)];
  const drawn = Array.from({ length: packets }, one);
  t.ok(isDeepStrictEqual(Array.from({ length: packets }, same), drawn), 'the same for the same');
  t.notOk(isDeepStrictEqual(Array.from({ length: packets }, other), drawn), 'others for another');
  t.ok(
    drawn.every((value) => value >= 0 && value < 1),
    'within [0, 1)',
  );
  const tenths = Array.from({ length: 10 }, (_, tenth) => drawn.filter((value) => Math.floor(value * 10) === tenth));
  for (const [tenth, { length }] of tenths.entries()) {
    t.ok(near(length, packets / 10, 200), `every tenth is drawn as often: ${tenth} ${length} times`);
  }
});

t.test('a sound link does nothing', async (t) => {
  t.ok(tripsOf(arrivals({})).every((trip) => trip === 0));
});

t.test('delay is what it says', async (t) => {
  const trips = tripsOf(arrivals({ delayMs: 80 }));
  t.equal(trips.length, packets, 'and loses nothing');
  t.ok(trips.every((trip) => trip === 80));
});

t.test('jitter spreads evenly, and nothing is overtaken', async (t) => {
  // Further apart than the spread: otherwise waiting for each other is part of it.
  const times = arrivals({ delayMs: 40, jitterMs: 30 }, { every: 50 });
  const trips = tripsOf(times, 50);
  t.ok(Math.min(...trips) >= 40 && Math.max(...trips) <= 70, 'within its bounds');
  t.ok(near(mean(trips), 55, 0.5), `mean ${mean(trips).toFixed(2)} ms`);
  const deviation = Math.sqrt(mean(trips.map((trip) => (trip - 55) ** 2)));
  t.ok(near(deviation, 30 / Math.sqrt(12), 0.3), `deviation ${deviation.toFixed(2)} ms`);
  t.equal(overtaken(arrivals({ delayMs: 40, jitterMs: 30 }, { every: 2 })), 0, 'even where packets follow closely');
});

t.test('loss is the share it says, without a pattern', async (t) => {
  const times = arrivals({ loss: 0.1 });
  const lost = times.filter((atMs) => atMs === undefined).length;
  t.ok(near(lost / packets, 0.1, 0.007), `${lost} of ${packets}`);
  const twice = times.filter((atMs, index) => index > 0 && atMs === undefined && times[index - 1] === undefined).length;
  t.ok(near(twice / lost, 0.1, 0.025), `after a lost one the next is lost as often: ${twice} of ${lost}`);
  t.ok(isDeepStrictEqual(arrivals({ loss: 0.1 }), times), 'the same packets for the same seed');
  t.notOk(isDeepStrictEqual(arrivals({ loss: 0.1 }, { from: 1 }), times), 'others for another');
  const both = arrivals({ loss: 0.1, jitterMs: 5, reorder: 0.2 });
  const fates = [both, times].map((some) => some.map((atMs) => atMs === undefined));
  t.ok(isDeepStrictEqual(fates[0], fates[1]), 'the same packets whatever else is wrong');
});

t.test('reorder holds back the share it says', async (t) => {
  const times = arrivals({ reorder: 0.05, reorderMs: 25 });
  const late = overtaken(times);
  t.ok(near(late / packets, 0.05, 0.005), `${late} of ${packets} are overtaken`);
  t.same([...new Set(tripsOf(times))].sort(), [0, 25], 'by as long as it says, the others not at all');
});

t.test('a rate lets through what it says, and the queue is bounded', async (t) => {
  // 1000 bytes every 10 ms are 800 kbit/s.
  const enough = tripsOf(arrivals({ rateBps: 1_600_000 }));
  t.ok(enough.length === packets && enough.every((trip) => trip === 5), 'below it a packet takes its own length');
  const times = arrivals({ rateBps: 400_000, queueBytes: 10_000 });
  const trips = tripsOf(times);
  t.ok(near(trips.length / packets, 0.5, 0.01), `of twice as much half arrives: ${trips.length}`);
  t.ok(Math.max(...trips) <= 200, `nothing waits longer than the queue is: ${Math.max(...trips)} ms`);
  t.equal(overtaken(times), 0);
});

t.test('in a blackout nothing arrives, and afterwards all', async (t) => {
  const fates = new Fates(chanceOf(seed));
  fates.impair({ dark: true });
  t.same(fates.of(bytes, 0), { lost: 'dark' });
  fates.impair({ dark: false });
  t.same(fates.of(bytes, 10), { atMs: 10 });
});

t.test('a link that makes no sense is refused, and the old one stays', async (t) => {
  const fates = new Fates(chanceOf(seed));
  fates.impair({ delayMs: 5 });
  const nonsense = [{ loss: 1.1 }, { loss: -0.1 }, { loss: Number.NaN }, { reorder: 2 }, { delayMs: -1 }];
  for (const wrong of [...nonsense, { jitterMs: Number.NaN }, { rateBps: 0 }, { rateBps: -1 }, { queueBytes: -1 }]) {
    t.throws(() => fates.impair(wrong), { message: /No link is like this/ });
  }
  t.same(fates.of(bytes, 0), { atMs: 5 });
});
