/** An operator's model beside the rules: it may be stricter, and it may fail. */
import t from 'tap';
import { type Judgement, judgeText, judgeWithModel, type WordingModel } from '../../server/domains/wording/index.ts';

const allowed: Judgement = { verdict: 'allow', reasons: [] };
const modelThat = (answer: () => Promise<unknown>): WordingModel => ({ judge: () => answer() as Promise<Judgement> });

function stage() {
  const failures: unknown[] = [];
  const limits = { deadlineMs: 50, onFailure: (error: unknown) => void failures.push(error) };
  return { failures, ask: (ours: Judgement, model: WordingModel) => judgeWithModel(ours, 'a line', model, limits) };
}

t.test('The worse verdict wins and the reasons are joined', async (t) => {
  const { ask, failures } = stage();
  const strict = modelThat(async () => ({ verdict: 'block', reasons: ['hate'] }));
  const kind = modelThat(async () => allowed);
  t.same(await ask(allowed, strict), { verdict: 'block', reasons: ['hate'] });
  t.same(await ask(judgeText('what an asshole'), strict), { verdict: 'block', reasons: ['profanity', 'hate'] });
  t.same(
    await ask(judgeText('what an asshole'), kind),
    { verdict: 'hold', reasons: ['profanity'] },
    'it cannot make it better',
  );
  t.same(failures, []);
});

t.test('What is blocked already is not sent to anybody', async (t) => {
  const { ask } = stage();
  const asked: string[] = [];
  const blocked = judgeText('kys');
  t.equal(
    await ask(
      blocked,
      modelThat(async () => void asked.push('asked')),
    ),
    blocked,
  );
  t.same(asked, []);
});

t.test('A model that fails, is late or talks nonsense leaves our verdict, and somebody is told', async (t) => {
  const { ask, failures } = stage();
  const never = Promise.withResolvers<unknown>();
  t.equal(
    await ask(
      allowed,
      modelThat(() => Promise.reject(new Error('out of memory'))),
    ),
    allowed,
  );
  t.equal(
    await ask(
      allowed,
      modelThat(() => never.promise),
    ),
    allowed,
  );
  t.equal(
    await ask(
      allowed,
      modelThat(async () => ({ verdict: 'maybe', reasons: [] })),
    ),
    allowed,
  );
  t.equal(
    await ask(
      allowed,
      modelThat(async () => ({ verdict: 'hold', reasons: ['boredom'] })),
    ),
    allowed,
  );
  t.equal(
    await ask(
      allowed,
      modelThat(() => {
        throw new Error('at once');
      }),
    ),
    allowed,
  );
  t.equal(failures.length, 5);
});

t.test('A late model is told to stop', async (t) => {
  const { ask } = stage();
  const stopped = Promise.withResolvers<boolean>();
  const deaf: WordingModel = {
    judge: (_, signal) => {
      signal.addEventListener('abort', () => stopped.resolve(true), { once: true });
      return Promise.withResolvers<Judgement>().promise;
    },
  };
  t.equal(await ask(allowed, deaf), allowed);
  t.equal(await stopped.promise, true);
});

t.test('A model that stops for lack of reasons is nonsense too: a person must be told why', async (t) => {
  const { ask, failures } = stage();
  t.equal(
    await ask(
      allowed,
      modelThat(async () => ({ verdict: 'block', reasons: [] })),
    ),
    allowed,
  );
  t.equal(failures.length, 1);
});
