/** When a picture that does not come is worth joining the room again for. */
import t from 'tap';
import { DryRepair, type Remedy } from '../../web-client/src/features/rooms/dry-repair.ts';

const everyMs = 2_500;

/** What is done at each of so many looks. @param bytes arrived by then */
function looks(count: number, bytes: (at: number) => number | undefined, repair = new DryRepair(), from = 0): Remedy[] {
  return Array.from({ length: count }, (_none, at) => repair.next(bytes(at), from + at * everyMs));
}

const joins = (remedies: readonly Remedy[]): number[] =>
  remedies.flatMap((remedy, at) => (remedy === 'join' ? [at] : []));

t.test('nothing arrives: asked first, then joined again, ever more rarely', async (t) => {
  for (const [what, bytes] of [['no transport', undefined] as const, ['a dry one', 5_000] as const]) {
    const all = looks(100, () => bytes);
    t.equal(all[0], 'ask', what);
    t.same(joins(all), [2, 6, 14, 30, 62, 94], `${what}: after 5 s, and then 10, 20, 40, 80 s later, no rarer`);
  }
});

t.test('sound without pictures is never cut off', async (t) => {
  const all = looks(500, (at) => 1_000 + at * 4_000);
  t.same(joins(all), []);
  t.ok(all.filter((one) => one === 'ask').length < 45, 'and asked about ever more rarely');
  t.ok(all.slice(-40).includes('ask'), 'but not never');
});

t.test('a drought begins when the last bytes have come', async (t) => {
  t.same(joins(looks(11, (at) => Math.min(at, 5) * 4_000)), [7]);
});

t.test('after a while without complaint it is another story', async (t) => {
  const repair = new DryRepair();
  looks(40, () => 5_000, repair);
  t.same(joins(looks(4, () => 5_000, repair, 1_000_000)), [2]);
});
