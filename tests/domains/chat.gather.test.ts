/** Rounds of work: gathered, in order, bounded, one after the other. */
import t from 'tap';
import { gather } from '../../server/kernel/gather.ts';

const options = { withinMs: 1, most: 3, mostWaiting: 5, full: () => new Error('full') };
const all = (items: readonly number[]) => items.map((value) => ({ status: 'fulfilled' as const, value: value * 10 }));

t.test('What is asked for during a round is the next, in order, never more than a round takes', async (t) => {
  const rounds: (readonly number[])[] = [];
  let under = 0;
  const work = gather<number, number>(options, async (items) => {
    under += 1;
    t.equal(under, 1, 'one round at a time');
    rounds.push(items);
    await new Promise((resolve) => setImmediate(resolve));
    under -= 1;
    return all(items);
  });
  const first = [1, 2, 3].map((item) => work.add(item));
  const second = [4, 5].map((item) => work.add(item));
  t.same(await Promise.all([...first, ...second]), [10, 20, 30, 40, 50]);
  t.same(rounds, [
    [1, 2, 3],
    [4, 5],
  ]);
  t.equal(await work.add(6), 60, 'and goes on afterwards');
});

t.test('Who would wait behind too many is refused at once', async (t) => {
  const gate = Promise.withResolvers<void>();
  const work = gather<number, number>(options, async (items) => {
    await gate.promise;
    return all(items);
  });
  const running = [1, 2, 3].map((item) => work.add(item));
  const waiting = [4, 5, 6, 7, 8].map((item) => work.add(item));
  await t.rejects(work.add(9), { message: 'full' });
  gate.resolve();
  t.equal((await Promise.all([...running, ...waiting])).length, 8);
});

t.test('A round that fails fails for its own; the next is not harmed', async (t) => {
  let round = 0;
  const work = gather<number, number>(options, async (items) => {
    round += 1;
    if (round === 1) throw new Error('no connection');
    return items.map((value) =>
      value === 5 ? { status: 'rejected', reason: new Error('refused') } : { status: 'fulfilled', value },
    );
  });
  const results = await Promise.allSettled([1, 2, 3, 4, 5].map((item) => work.add(item)));
  t.same(
    results.map(({ status }) => status),
    ['rejected', 'rejected', 'rejected', 'fulfilled', 'rejected'],
  );
});

t.test('Closing does what was asked for, and takes nothing more', async (t) => {
  const done: number[] = [];
  const work = gather<number, number>({ ...options, withinMs: 60_000 }, async (items) => {
    done.push(...items);
    return all(items);
  });
  const last = work.add(1);
  await Promise.all([work.close(), work.close()]);
  t.same(done, [1]);
  t.equal(await last, 10);
  await t.rejects(work.add(2), { message: 'full' });
});
