/** Who asks much delays others by no more than the rounds under way; each lane keeps its order; nothing is lost or done twice. */
import fc from 'fast-check';
import t from 'tap';
import { type FairResult, gatherFairly } from '#kernel/gather-fairly.ts';
import { until } from '../world/until.ts';

interface Item {
  readonly who: string;
  readonly n: number;
}

const full = (): Error => new Error('full');
const usual = {
  most: 8,
  parallel: 2,
  mostWaiting: 5_000,
  full,
  restMs: 1,
  mostTries: 3,
  laneOf: ({ who }: Item) => who,
};
const done = (item: Item): FairResult<string> => ({ status: 'fulfilled', value: `${item.who}${item.n}` });

/** A worker whose rounds end when the test says so. */
function stage(options: Partial<typeof usual> = {}) {
  const rounds: {
    items: readonly Item[];
    end: (results?: readonly FairResult<string>[]) => void;
    fail: (why: Error) => void;
  }[] = [];
  const gathering = gatherFairly<Item, string>({ ...usual, ...options }, (items) => {
    const { promise, resolve, reject } = Promise.withResolvers<readonly FairResult<string>[]>();
    rounds.push({ items, end: (results) => resolve(results ?? items.map(done)), fail: reject });
    return promise;
  });
  const names = (at: number): string[] => (rounds[at]?.items ?? []).map(({ who, n }) => `${who}${n}`);
  return { gathering, rounds, names };
}

t.test('who comes alone waits for nobody, what comes meanwhile goes together', async (t) => {
  const { gathering, rounds, names } = stage({ parallel: 1 });
  const first = gathering.add({ who: 'a', n: 1 });
  t.same(names(0), ['a1'], 'at once');
  const rest = ['b', 'c', 'a'].map((who) => gathering.add({ who, n: 2 }));
  t.equal(rounds.length, 1);
  t.equal(gathering.waiting, 3);
  rounds[0]?.end();
  t.equal(await first, 'a1');
  t.same(names(1), ['b2', 'c2', 'a2']);
  rounds[1]?.end();
  t.same(await Promise.all(rest), ['b2', 'c2', 'a2']);
});

t.test('a thousand of one delay another by the rounds under way alone', async (t) => {
  const { gathering, rounds, names } = stage();
  const many = Array.from({ length: 1_000 }, (_, n) => gathering.add({ who: 'a', n }));
  t.equal(rounds.length, 1, 'a lane is in one round at a time');
  const other = gathering.add({ who: 'b', n: 0 });
  t.same(names(1), ['b0'], 'the other is taken at once');
  rounds[1]?.end();
  t.equal(await other, 'b0');
  rounds[0]?.end();
  await many[0];
  await Promise.resolve();
  t.same(names(2), ['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7', 'a8']);
  const late = gathering.add({ who: 'b', n: 1 });
  t.same(names(3), ['b1']);
  rounds[3]?.end();
  await late;
  const everybody = Promise.all(many);
  for (let at = 2; at < 2 + 125; at += 1) {
    const round = at === 2 ? 2 : at + 1;
    rounds[round]?.end();
    await new Promise((resolve) => setImmediate(resolve));
  }
  t.same(
    await everybody,
    Array.from({ length: 1_000 }, (_, n) => `a${n}`),
    'in their order, each once',
  );
});

t.test('what is told “again” keeps its place, rests, and is given up in the end; others go on', async (t) => {
  const { gathering, rounds, names } = stage({ parallel: 1 });
  const [stuck, after, other] = [
    gathering.add({ who: 'a', n: 1 }),
    gathering.add({ who: 'a', n: 2 }),
    gathering.add({ who: 'b', n: 1 }),
  ];
  rounds[0]?.end(['again']);
  await new Promise((resolve) => setImmediate(resolve));
  t.same(names(1), ['b1'], 'the lane rests');
  rounds[1]?.end();
  t.equal(await other, 'b1');
  const next = (count: number) => until(`round ${count}`, () => rounds.length >= count);
  await next(3);
  t.same(names(2), ['a1', 'a2'], 'in the same order');
  const refused = t.rejects(stuck, { message: 'full' }, 'after three tries');
  rounds[2]?.end(['again', 'again']);
  await next(4);
  t.same(names(3), ['a1', 'a2']);
  rounds[3]?.end(['again', done({ who: 'a', n: 2 })]);
  await refused;
  t.equal(await after, 'a2');
});

t.test('a round that throws fails its own items, one without results too; the next goes on', async (t) => {
  const { gathering, rounds } = stage({ parallel: 1 });
  const first = t.rejects(gathering.add({ who: 'a', n: 1 }), { message: 'gone' });
  const second = gathering.add({ who: 'a', n: 2 });
  rounds[0]?.fail(new Error('gone'));
  await first;
  await new Promise((resolve) => setImmediate(resolve));
  const unsaid = t.rejects(second, { message: /without a result/ });
  rounds[1]?.end([]);
  await unsaid;
});

t.test('where too many wait the next is refused; closing takes nothing new and waits for what is there', async (t) => {
  const { gathering, rounds } = stage({ mostWaiting: 2, parallel: 1 });
  const kept = [1, 2, 3].map((n) => gathering.add({ who: 'a', n }));
  await t.rejects(gathering.add({ who: 'b', n: 1 }), { message: 'full' });
  let closed = false;
  const closing = gathering.close().then(() => {
    closed = true;
  });
  await t.rejects(gathering.add({ who: 'c', n: 1 }), { message: 'full' });
  rounds[0]?.end();
  await kept[0];
  t.notOk(closed);
  await new Promise((resolve) => setImmediate(resolve));
  rounds[1]?.end();
  t.same(await Promise.all(kept), ['a1', 'a2', 'a3']);
  await closing;
  await gathering.close();
});

t.test('after the close what would have to wait is refused, and what can be done is', async (t) => {
  const { gathering, rounds, names } = stage({ parallel: 1, mostTries: 1_000 });
  const first = gathering.add({ who: 'a', n: 1 });
  const [stuck, after, other] = ['b', 'b', 'c'].map((who, n) => gathering.add({ who, n }));
  const refused = [t.rejects(stuck ?? first, { message: 'full' }), t.rejects(after ?? first, { message: 'full' })];
  const closing = gathering.close();
  rounds[0]?.end();
  await until('the next round', () => rounds.length === 2);
  t.same(names(1), ['b0', 'c2', 'b1']);
  rounds[1]?.end(['again', done({ who: 'c', n: 2 }), 'again']);
  await Promise.all(refused);
  t.same(await Promise.all([first, other]), ['a1', 'c2']);
  await closing;
  t.equal(rounds.length, 2, 'nothing was tried again');
});

t.test('whatever comes in whatever order: each once, lanes in order, never one lane in two rounds', async (t) => {
  const story = fc.asyncProperty(
    fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat({ max: 3 })), { maxLength: 60 }),
    async (asked) => {
      const byItem = new Map<Item, (typeof asked)[number]>();
      const taken = new Map<Item, number>();
      /** How often it was taken before: one waits as often as its number says. */
      const turns = (item: Item): number => {
        const before = taken.get(item) ?? 0;
        taken.set(item, before + 1);
        return before;
      };
      const under = new Set<string>();
      const order: string[] = [];
      const gathering = gatherFairly<Item, string>({ ...usual, most: 3, mostTries: 100 }, async (items) => {
        const lanes = new Set(items.map(({ who }) => who));
        for (const lane of lanes) {
          if (under.has(lane)) throw new Error(`${lane} is in two rounds`);
          under.add(lane);
        }
        await new Promise((resolve) => setImmediate(resolve));
        for (const lane of lanes) under.delete(lane);
        const results = items.map((item): FairResult<string> => (turns(item) < item.n ? 'again' : done(item)));
        // As the database does: behind one that waits, its lane waits.
        const waits = new Set<string>();
        return items.map((item, at) => {
          if (results[at] === 'again') waits.add(item.who);
          if (waits.has(item.who)) return 'again';
          order.push(`${item.who}${asked.indexOf(byItem.get(item) ?? ['a', 0])}`);
          return results[at] ?? 'again';
        });
      });
      const answers = asked.map((one) => {
        const item = { who: one[0], n: one[1] };
        byItem.set(item, one);
        return gathering.add(item);
      });
      await Promise.all(answers);
      for (const lane of ['a', 'b', 'c']) {
        const found = order.filter((name) => name.startsWith(lane));
        const wanted = asked.flatMap((one, at) => (one[0] === lane ? [`${lane}${at}`] : []));
        if (found.join() !== wanted.join()) throw new Error(`${lane}: ${found} instead of ${wanted}`);
      }
    },
  );
  await fc.assert(story, { numRuns: 60 });
  t.pass('they are');
});
