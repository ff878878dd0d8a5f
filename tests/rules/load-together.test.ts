/** What is asked in one moment is read once; what was read before somebody asked is never their answer. */
import t from 'tap';
import { loadTogether } from '#kernel/load-together.ts';
import { until } from '../world/until.ts';

/** A source whose rounds end when the test says so. */
function stage(options: { readonly most?: number; readonly parallel?: number } = {}) {
  const rounds: { asked: readonly string[]; end: (answers?: readonly string[]) => void; fail: (e: Error) => void }[] =
    [];
  const ask = loadTogether<string, string>(
    { keyOf: (question) => question.toLowerCase(), most: 10, parallel: 1, ...options },
    (asked) => {
      const { promise, resolve, reject } = Promise.withResolvers<readonly string[]>();
      rounds.push({ asked, end: (answers) => resolve(answers ?? asked.map((one) => `${one}!`)), fail: reject });
      return promise;
    },
  );
  const begun = (many: number) => until(`${many} rounds`, () => rounds.length === many);
  return { ask, rounds, begun };
}

t.test('who asks in one moment is answered by one round, the same question asked once', async (t) => {
  const { ask, rounds, begun } = stage();
  const answers = Promise.all([ask('a'), ask('b'), ask('A'), ask('a')]);
  await begun(1);
  t.same(rounds[0]?.asked, ['a', 'b']);
  rounds[0]?.end();
  t.same(await answers, ['a!', 'b!', 'a!', 'a!']);
});

t.test('who asks while a round is under way is not answered by it', async (t) => {
  const { ask, rounds, begun } = stage();
  const first = ask('a');
  await begun(1);
  const second = ask('a');
  rounds[0]?.end(['old']);
  t.equal(await first, 'old');
  await begun(2);
  rounds[1]?.end(['new']);
  t.equal(await second, 'new');
});

t.test('a round has its most, and several may be under way', async (t) => {
  const { ask, rounds, begun } = stage({ most: 2, parallel: 2 });
  const answers = Promise.all(['a', 'b', 'c', 'd', 'e'].map(ask));
  await begun(2);
  t.same(
    rounds.map(({ asked }) => asked),
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  );
  rounds[1]?.end();
  await begun(3);
  t.same(rounds[2]?.asked, ['e']);
  for (const { end } of rounds) end();
  t.same(await answers, ['a!', 'b!', 'c!', 'd!', 'e!']);
});

t.test('a round that fails, or answers too few, fails all who asked in it and nobody else', async (t) => {
  const { ask, rounds, begun } = stage();
  const failing = Promise.allSettled([ask('a'), ask('b')]);
  await begun(1);
  const next = ask('a');
  rounds[0]?.fail(new Error('away'));
  t.same(
    (await failing).map(({ status }) => status),
    ['rejected', 'rejected'],
  );
  await begun(2);
  rounds[1]?.end();
  t.equal(await next, 'a!');
  const short = t.rejects(ask('c'), /without an answer/);
  await begun(3);
  rounds[2]?.end([]);
  await short;
});
