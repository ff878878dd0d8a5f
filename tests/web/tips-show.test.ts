/** Tips on the stage: in which order, how many together, how long, what they say and how they sound. */
import t from 'tap';
import { spokenOf, wordsOf } from '../../web-client/src/features/tips/act-words.ts';
import { chimeOf, gainOf } from '../../web-client/src/features/tips/chimes.ts';
import type { JudgedMessage } from '../../web-client/src/features/tips/room-tips.ts';
import {
  type Act,
  actAfterVerdict,
  emptyQueue,
  lastsMs,
  nextAct,
  queueAfterVerdict,
  queued,
  type TipQueue,
} from '../../web-client/src/features/tips/tip-queue.ts';
import { TipShow } from '../../web-client/src/features/tips/tip-show.ts';
import { createListeners } from '../../web-client/src/signalling/listeners.ts';
import { idOf } from './chat-cast.ts';
import { tipOf } from './tips-cast.ts';

const queueOf = (...tips: ReturnType<typeof tipOf>[]): TipQueue => tips.reduce(queued, emptyQueue);

/** Everything that comes onto the stage until nothing waits. */
function acts(queue: TipQueue): Act[] {
  const next = nextAct(queue);
  return next === undefined ? [] : [next.act, ...acts(next.queue)];
}

t.test('a few come one after the other', async (t) => {
  const shown = acts(queueOf(tipOf(1), tipOf(2, 30), tipOf(3, 600)));
  t.same(
    shown.map(({ key, tier, count }) => [key, tier, count]),
    [
      [idOf(1), 'small', 1],
      [idOf(2), 'medium', 1],
      [idOf(3), 'huge', 1],
    ],
  );
});

t.test('of a crowd the great ones come first and alone, the others together', async (t) => {
  const small = Array.from({ length: 30 }, (_none, at) => tipOf(at + 1, 10));
  const [great, crowd, ...rest] = acts(queueOf(...small, tipOf(40, 700), tipOf(41, 30)));
  t.match(great, { tier: 'huge', count: 1, tokens: 700n });
  t.match(crowd, { tier: 'medium', count: 31, tokens: 330n });
  t.same(rest, []);
  t.equal(crowd?.tips.length, 3, 'the first few are named');
});

t.test('a flood is counted, not kept, and nothing of its sum is lost', async (t) => {
  let queue = emptyQueue;
  for (let n = 1; n <= 5_000; n += 1) queue = queued(queue, tipOf(n, 10));
  t.equal(queue.waiting.length, 100);
  const shown = acts(queue);
  t.equal(shown.length, 1);
  t.match(shown[0], { count: 5_000, tokens: 50_000n });
});

t.test('however much is given, the stage is soon where the show is', async (t) => {
  let queue = emptyQueue;
  for (let n = 1; n <= 1_000; n += 1) queue = queued(queue, tipOf(n, 600 + n));
  const shown = acts(queue);
  t.same(
    shown.map(({ count }) => count),
    [1, 1, 1, 1, 1, 995],
  );
  t.same(
    shown.slice(0, 5).map(({ tokens }) => tokens),
    [1_600n, 1_599n, 1_598n, 1_597n, 1_596n],
    'the greatest have a card of their own',
  );
  t.equal(
    shown.reduce((sum, { tokens }) => sum + tokens, 0n),
    1_100_500n,
    'and every token is told',
  );
  const takesMs = shown.reduce((sum, act) => sum + lastsMs(act, true), 0);
  t.ok(takesMs <= 30_000, `${takesMs} ms`);
});

t.test('a great tip is shown although the queue is full of small ones', async (t) => {
  let queue = emptyQueue;
  for (let n = 1; n <= 200; n += 1) queue = queued(queue, tipOf(n, 10));
  const [great, crowd, ...rest] = acts(queued(queue, tipOf(201, 900)));
  t.match(great, { tier: 'huge', count: 1 });
  t.match(crowd, { count: 200, tokens: 2_000n });
  t.same(rest, []);
});

t.test('great ones that keep coming do not hold the others back for ever', async (t) => {
  let queue = queueOf(...[1, 2, 3, 4, 5].map((n) => tipOf(n, 10)));
  const counts: number[] = [];
  for (let n = 10; n < 16; n += 1) {
    const next = nextAct(queued(queue, tipOf(n, 500)));
    counts.push(next?.act.count ?? 0);
    queue = next?.queue ?? emptyQueue;
  }
  t.same(counts, [1, 1, 1, 1, 1, 6]);
});

t.test('amounts are added exactly', async (t) => {
  const much = '9007199254740993';
  const [act] = acts(queueOf(...[1, 2, 3, 4].map((n) => tipOf(n, 10, { amount: much }))));
  t.equal(act?.tokens, 36_028_797_018_963_972n);
});

t.test('what a moderator decides holds for tips that wait or stand on the stage', async (t) => {
  const queue = queueOf(tipOf(1, 10, { message: 'Rude' }), tipOf(2));
  const judged = { tip: idOf(1), message: null };
  t.equal(queueAfterVerdict(queue, judged).waiting[0]?.message, null);
  const act = acts(queue)[0] as Act;
  t.equal(actAfterVerdict(act, judged).tips[0]?.message, null);
  t.equal(actAfterVerdict(act, { tip: idOf(9), message: 'x' }), act, 'another’s is none of its business');
});

t.test('more stands longer; where others wait all are shorter', async (t) => {
  const [small, huge] = [acts(queueOf(tipOf(1)))[0] as Act, acts(queueOf(tipOf(2, 900)))[0] as Act];
  t.ok(lastsMs(huge, false) > lastsMs(small, false));
  t.ok(lastsMs(huge, true) < lastsMs(huge, false));
});

t.test('what is read and what is spoken', async (t) => {
  const [one] = acts(queueOf(tipOf(1, 1_250, { message: 'Encore!' })));
  t.same(wordsOf(one as Act), { title: 'Fern', amount: '1,250 tokens', message: 'Encore!' });
  t.equal(spokenOf(one as Act), 'Fern tipped 1,250 tokens: Encore!');
  const [unnamed] = acts(queueOf(tipOf(1, 1, { from: null, menuItem: 'A waltz' })));
  t.equal(spokenOf(unnamed as Act), 'Someone tipped 1 token: for A waltz');
  const [many] = acts(queueOf(...[1, 2, 3, 4, 5].map((n) => tipOf(n, 10))));
  t.equal(spokenOf(many as Act), '5 tips, 50 tokens in all: Fern and 2 others');
});

t.test('chimes: more tones the more it is, each within what ears and loudspeakers bear', async (t) => {
  const counts = (['small', 'medium', 'large', 'huge'] as const).map((tier) => chimeOf(tier).length);
  t.same(
    counts,
    [...new Set(counts)].sort((one, other) => one - other),
  );
  for (const { pitch, strength, at, rings } of chimeOf('huge')) {
    t.ok(pitch > 100 && pitch < 4_000 && strength <= 1 && at >= 0 && rings > 0);
  }
  t.same([gainOf(0), gainOf(100), gainOf(250), gainOf(-4)], [0, 1, 1, 0]);
  t.ok(gainOf(50) < 0.5);
});

t.test('the show: one act at a time, told as it begins, and silent once closed', async (t) => {
  const came = createListeners<ReturnType<typeof tipOf>>();
  const judged = createListeners<JudgedMessage>();
  const begun: string[] = [];
  const show = new TipShow(
    { onTip: came.listen, onJudged: judged.listen },
    { pauseMs: 0, onAct: ({ key }) => begun.push(key) },
  );
  came.tell(tipOf(1, 50, { message: 'Rude' }));
  came.tell(tipOf(2, 5));
  await new Promise((resolve) => show.act.subscribe(() => resolve(undefined)));
  judged.tell({ tip: idOf(1), message: null });
  t.match(show.act.get(), { key: idOf(1), tips: [{ message: null }] });
  t.same(begun, [idOf(1)]);
  show.close();
  came.tell(tipOf(3, 500));
  t.same(begun, [idOf(1)]);
});
