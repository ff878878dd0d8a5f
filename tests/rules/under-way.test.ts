/** Who waits for what is under way waits for all of it, however it ends, and for nothing else. */
import t from 'tap';
import { underWay } from '#kernel/under-way.ts';

t.test('all of a key that began before', async (t) => {
  const under = underWay();
  const [first, second, later] = [1, 2, 3].map(() => Promise.withResolvers<string>());
  if (first === undefined || second === undefined || later === undefined) throw new Error('three');
  const one = under.run('a', () => first.promise);
  const two = t.rejects(
    under.run('a', () => second.promise),
    { message: 'no' },
  );
  const other = under.run('b', () => new Promise(() => undefined));
  const heard: string[] = [];
  const waits = under.ended('a').then(() => heard.push('ended'));
  const three = under.run('a', () => later.promise);
  first.resolve('yes');
  t.equal(await one, 'yes', 'is passed on');
  await new Promise((resolve) => setImmediate(resolve));
  t.same(heard, [], 'one of two has ended');
  second.reject(new Error('no'));
  await two;
  await waits;
  t.same(heard, ['ended'], 'both, and what began afterwards is none of it');
  later.resolve('late');
  t.equal(await three, 'late');
  await under.ended('a');
  await under.ended('never');
  t.ok(other, 'another key holds nobody up');
});
