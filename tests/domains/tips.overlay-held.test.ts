/** Questions of the page for OBS that are held open: what wakes them, in every process, and what frees them. */
import pg from 'pg';
import t from 'tap';
import { newId } from '#kernel/ids.ts';
import { readOverlay as route } from '#protocol/http/overlay.ts';
import { demoPerformerId } from '../../prisma/demo.ts';
import { holdQuestions } from '../../server/domains/tips/index.ts';
import { until } from '../world/until.ts';
import { call, castMember, codeOf } from './people-stage.ts';
import { openTipsStage, storeTip } from './tips-board-stage.ts';

const { http, httpOfOther, one, other, words, mara, give, settled, postgres } = await openTipsStage(t);
const nova = castMember('nova');
const viewer = castMember('viewer').userId;
let token = '';
const renew = async (): Promise<void> => {
  const { url } = await http.makeOverlaySecret(call({ caller: mara, body: {} }));
  token = url.slice(url.lastIndexOf('/') + 1);
};
await renew();

interface Asked {
  readonly after?: string;
  readonly wait?: number;
}
/** Longer than a test waits for anything: who is answered within its patience was woken. */
const long = 25;
const ask = (query: Asked, { from = http, gone = new AbortController().signal } = {}) =>
  from.readOverlay({ ...call({ caller: null, params: { token }, query }), gone: () => gone });
const place = async (): Promise<string> => (await ask({})).cursor;

/** Asks, and is held. @returns whether it was answered, and its answer within the patience of a test */
async function hold(query: Asked, options: Parameters<typeof ask>[1] & { in?: typeof one } = {}) {
  const held = options.in ?? one;
  const before = held.count();
  let isAnswered = false;
  const answer = ask(query, options).finally(() => {
    isAnswered = true;
  });
  answer.catch(() => undefined);
  await until('held question', () => held.count() > before);
  return {
    isAnswered: () => isAnswered,
    async answer() {
      await until('answer', () => isAnswered);
      return answer;
    },
  };
}
const heard = (since: number): string[] => words.slice(since);

t.test('A tip is shown at once, by every process', async (t) => {
  const after = await place();
  const here = await hold({ after, wait: long });
  const there = await hold({ after, wait: long }, { from: httpOfOther, in: other });
  const id = await give('viewer', { amount: 30, message: 'a message' });
  for (const question of [here, there]) {
    t.match(await question.answer(), { tips: [{ id, message: 'a message' }] });
  }
  t.same([one.count(), other.count()], [0, 0], 'and nothing is held any more');
  t.match(await ask({ after, wait: long }), { tips: [{ id }] }, 'what is there already is not waited for');
});

t.test('A goal, and how the overlay behaves', async (t) => {
  const first = await hold({ after: await place(), wait: long });
  await http.setTipGoal(call({ caller: mara, body: { title: 'A new amplifier', target: 500 } }));
  const shown = await first.answer();
  t.match(shown, { goal: { title: 'A new amplifier' }, tips: [] });
  const second = await hold({ after: shown.cursor, wait: long });
  await http.setOverlay(call({ caller: mara, body: { volume: 35 } }));
  t.match(await second.answer(), { settings: { volume: 35 } });
  t.match(await ask({ after: shown.cursor, wait: long }), { settings: { volume: 35 } }, 'also between two questions');
  const third = await hold({ after: await place(), wait: long });
  await http.endTipGoal(call({ caller: mara }));
  t.match(await third.answer(), { goal: null });
});

t.test('What others do not see wakes nobody, nor does what another performer is given', async (t) => {
  await settled();
  const after = await place();
  const question = await hold({ after, wait: long });
  const since = words.length;
  await give('viewer', { amount: 31, private: true });
  await settled();
  const body = { creatorId: nova.userId, amount: 5 };
  await http.sendTip({ ...call({ caller: castMember('fan'), body }), query: undefined, idempotencyKey: newId() });
  await settled();
  await until('a word about the other', () => heard(since).length > 0);
  t.same(heard(since), [nova.userId], 'words come in order: there was none of the private one');
  t.equal(question.isAnswered(), false);
  const id = await give('viewer', { amount: 32 });
  t.same(
    (await question.answer()).tips.map((tip) => tip.id),
    [id],
  );
});

t.test('A tip that is told before it can be read is read as soon as it can be', async (t) => {
  const early = new pg.Client({ connectionString: postgres.adminUrl });
  await early.connect();
  t.teardown(() => early.end());
  const question = await hold({ after: await place(), wait: long });
  await early.query('BEGIN');
  const late = await storeTip(early, { viewer, performer: demoPerformerId, amount: 3 });
  const since = words.length;
  const quick = await give('viewer', { amount: 4 });
  await until('the word', () => heard(since).length > 0);
  await settled();
  t.equal(question.isAnswered(), false, 'not with nothing');
  await early.query('COMMIT');
  t.same(
    (await question.answer()).tips.map(({ id }) => id),
    [late, quick],
  );
});

t.test('The time is over', async (t) => {
  const after = await place();
  const fromMs = performance.now();
  const { tips, cursor } = await ask({ after, wait: 1 });
  t.ok(performance.now() - fromMs >= 990, 'not before');
  t.same(tips, []);
  t.equal(one.count(), 0);
  await postgres.query('UPDATE tip_overlay SET volume = 36');
  t.match(await ask({ after: cursor, wait: 1 }), { settings: { volume: 36 } }, 'what nobody was told of comes by then');
  await postgres.query('UPDATE tip_overlay SET volume = 35');
});

t.test('A page that goes away makes room at once', async (t) => {
  const page = new AbortController();
  const question = await hold({ after: await place(), wait: long }, { gone: page.signal });
  page.abort();
  t.equal(one.count(), 0);
  await question.answer();
});

t.test('No more are held than may be; who has nothing to wait for is not held', async (t) => {
  const after = await place();
  const pages = new AbortController();
  const gone = pages.signal;
  const held = [];
  for (let n = 0; n < 10; n += 1) held.push(await hold({ after, wait: long }, { gone }));
  t.match(await ask({ after, wait: long }), { tips: [] }, 'the next one is answered at once');
  t.equal(one.count(), 10);
  pages.abort();
  for (const question of held) await question.answer();
  t.match(await ask({ wait: long }), { tips: [] }, 'nor a page that begins');
  t.match(await ask({ after }), { tips: [] }, 'nor one that does not wait');
  const small = holdQuestions(2);
  const live = new AbortController().signal;
  t.ok(small.hold(newId(), live) && small.hold(newId(), live));
  t.equal(small.hold(newId(), live), null, 'of all performers together');
});

t.test('An address that is taken back', async (t) => {
  const after = await place();
  const first = await hold({ after, wait: long });
  await http.revokeOverlaySecret(call({ caller: mara }));
  t.equal(await codeOf(first.answer()), 'NOT_FOUND');
  await renew();
  const second = await hold({ after: await place(), wait: long });
  await http.makeOverlaySecret(call({ caller: mara, body: {} }));
  t.equal(await codeOf(second.answer()), 'NOT_FOUND', 'or replaced');
  await renew();
});

t.test('A process that stops answers all that it holds, and holds no more', async (t) => {
  const after = await place();
  const held = [await hold({ after, wait: long }), await hold({ after, wait: long })];
  one.close();
  for (const question of held) t.match(await question.answer(), { tips: [], cursor: String });
  t.match(await ask({ after, wait: long }), { tips: [] });
});

t.test('How long a page may wait', async (t) => {
  const read = (wait: unknown) => route.query?.safeParse({ wait });
  for (const good of ['1', '9', '10', '20', '25']) t.same(read(good)?.data, { wait: Number(good) });
  for (const bad of ['', '0', '26', '01', '+1', '1.5', '1e1', '0x5', ' 5', '-1', 'long', ['1', '2']]) {
    t.equal(read(bad)?.success, false, String(bad));
  }
});
