/** Giving a tip: what can be sent, one key for one wish, and what is said where it was not given. */
import t from 'tap';
import type { Tip } from '#protocol/http/tips.ts';
import { ApiError } from '../../web-client/src/api/api-error.ts';
import { momentText, refusalWords } from '../../web-client/src/features/tips/refusal-words.ts';
import {
  amountOf,
  bodyOf,
  emptyDraft,
  isMuch,
  type TipBody,
  withAmount,
  withItem,
} from '../../web-client/src/features/tips/tip-draft.ts';
import { intentPlace } from '../../web-client/src/features/tips/tip-intent.ts';
import { refusalOf } from '../../web-client/src/features/tips/tip-outcome.ts';
import { TipSender } from '../../web-client/src/features/tips/tip-sender.ts';
import { createVolume } from '../../web-client/src/preferences/tip-volume.ts';
import { until } from '../world/until.ts';
import { idOf, room, settle } from './chat-cast.ts';
import { ownTipOf } from './tips-cast.ts';

const target = { streamId: room };
const body: TipBody = { ...target, amount: 50 };

function memory() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

/** A sender whose attempts are answered by hand. */
function sending(storage = memory(), person = idOf(1)) {
  const asked: { body: TipBody; key: string; answer: (tip: Tip) => void; fail: (error: unknown) => void }[] = [];
  let keys = 0;
  const sender = new TipSender({
    place: intentPlace(storage, person),
    send: (given, key) =>
      new Promise((resolve, reject) => {
        asked.push({
          ...{ body: given, key, fail: reject },
          answer: (tip) => resolve({ tip, wallet: { balance: '950' } }),
        });
      }),
    newKey: () => {
      keys += 1;
      return `key ${keys}`;
    },
    delayMs: () => 0,
  });
  /** The next attempt that was made. */
  const next = async () => {
    await until('an attempt', () => asked.length > 0);
    const first = asked.shift();
    if (first === undefined) throw new Error('Nothing was sent');
    return first;
  };
  return { sender, next, asked, storage };
}

const offline = () => new ApiError('Away', { kind: 'offline' });
const refused = (code: 'RATE_LIMITED' | 'INSUFFICIENT_FUNDS' | 'CONTENT_BLOCKED', facts = {}) =>
  new ApiError('No.', { kind: 'refused', code, status: 409, facts });
const broken = () => new ApiError('Hm', { kind: 'unavailable', code: 'INTERNAL', status: 500 });

t.test('amounts: whole tokens, however they are grouped, and nothing else', async (t) => {
  for (const typed of ['1', ' 50 ', '1,000', '1 000 000']) t.ok(amountOf(typed) !== undefined, typed);
  const nonsense = ['', '0', '-1', '1.5', '1e3', '0x10', '1000001', '9'.repeat(400), 'ten', '１２', '1,0', 'NaN'];
  for (const typed of nonsense) t.equal(amountOf(typed), undefined, typed);
});

t.test('only what was chosen is sent', async (t) => {
  t.same(bodyOf(emptyDraft, target), { ...target, amount: 50 });
  const waltz = { id: idOf(6), title: 'A waltz', tokens: '40' };
  const chosen = withItem({ ...emptyDraft, message: '  Hello ', private: true, anonymous: true }, waltz);
  t.same(bodyOf(chosen, { creatorId: idOf(2) }), {
    ...{ creatorId: idOf(2), amount: 40, message: 'Hello', private: true, anonymous: true, menuItemId: idOf(6) },
  });
  t.equal(withAmount(chosen, '60').item, waltz, 'more is welcome');
  t.equal(withAmount(chosen, '39').item, undefined, 'less does not pay for it');
  t.equal(withItem(chosen, waltz).item, undefined, 'chosen again it is left out');
  t.equal(bodyOf({ ...emptyDraft, amount: '1.5' }, target), undefined);
});

t.test('much is asked about: above 100 tokens, or above a quarter of what one has', async (t) => {
  t.same([isMuch(100n, 5_000n), isMuch(101n, 5_000n)], [false, true]);
  t.same([isMuch(25n, 100n), isMuch(26n, 100n)], [false, true]);
  t.same([isMuch(100n, undefined), isMuch(101n, undefined)], [false, true]);
});

t.test('a tip goes from sent to accepted to settled', async (t) => {
  const { sender, next, storage } = sending();
  sender.send(body, 'Ada');
  t.match(sender.state.get(), { step: 'sending', tries: 1 });
  sender.send({ ...body, amount: 99 }, 'Ada');
  const first = await next();
  t.same([first.key, first.body], ['key 1', body], 'pressed twice is sent once');
  first.answer(ownTipOf(5, 50));
  await settle();
  t.match(sender.state.get(), { step: 'accepted', balance: '950', tip: { state: 'pending' } });
  t.same([...storage.kept.keys()], [], 'nothing is left to ask about');
  sender.hearSettled([idOf(4)]);
  t.match(sender.state.get(), { tip: { state: 'pending' } });
  sender.hearSettled([idOf(5)]);
  t.match(sender.state.get(), { tip: { state: 'settled' } });
  sender.reset();
  sender.send(body, 'Ada');
  t.equal((await next()).key, 'key 2', 'another wish, another key');
});

t.test('settled may be told before the answer comes', async (t) => {
  const { sender, next } = sending();
  sender.send(body, 'Ada');
  sender.hearSettled([idOf(5)]);
  (await next()).answer(ownTipOf(5, 50));
  await settle();
  t.match(sender.state.get(), { step: 'accepted', tip: { state: 'settled' } });
});

t.test('a lost answer is asked for under the same key, and never becomes a second tip', async (t) => {
  const { sender, next, asked } = sending();
  sender.send(body, 'Ada');
  const keys: string[] = [];
  for (const failure of [offline(), broken(), new DOMException('late', 'TimeoutError'), offline()]) {
    const attempt = await next();
    keys.push(attempt.key);
    attempt.fail(failure);
    await settle();
  }
  t.same(keys, ['key 1', 'key 1', 'key 1', 'key 1']);
  t.equal(sender.state.get().step, 'unknown');
  sender.send({ ...body, amount: 7 }, 'Ada');
  sender.reset();
  t.same([sender.state.get().step, asked.length], ['unknown', 0], 'nothing else before it is known');
  sender.again();
  const last = await next();
  t.same([last.key, last.body], ['key 1', body]);
  last.answer(ownTipOf(5, 50));
  await settle();
  t.equal(sender.state.get().step, 'accepted');
});

t.test('a refusal that says nothing about an earlier attempt leaves it open', async (t) => {
  const { sender, next } = sending();
  sender.send(body, 'Ada');
  (await next()).fail(offline());
  for (let tries = 0; tries < 3; tries += 1) (await next()).fail(refused('RATE_LIMITED'));
  await settle();
  t.equal(sender.state.get().step, 'unknown');
  sender.again();
  (await next()).fail(refused('INSUFFICIENT_FUNDS'));
  await settle();
  t.match(sender.state.get(), { step: 'refused', refusal: { code: 'INSUFFICIENT_FUNDS' } });
  t.equal(refusalOf(refused('RATE_LIMITED'), false)?.code, 'RATE_LIMITED', 'of a first attempt it says enough');
});

t.test('a refusal in doubt that may have passed an earlier attempt by is asked once more', async (t) => {
  const { sender, next, asked } = sending();
  sender.send(body, 'Ada');
  (await next()).fail(offline());
  (await next()).fail(refused('CONTENT_BLOCKED'));
  await settle();
  t.equal(sender.state.get().step, 'sending', 'nobody is told yet that it was not given');
  const again = await next();
  t.equal(again.key, 'key 1');
  again.answer(ownTipOf(5, 50));
  await settle();
  t.match(sender.state.get(), { step: 'accepted', tip: { id: idOf(5) } }, 'the first attempt had arrived after all');

  sender.reset();
  sender.send(body, 'Ada');
  for (const failure of [offline(), offline(), offline(), refused('CONTENT_BLOCKED')]) (await next()).fail(failure);
  (await next()).fail(refused('CONTENT_BLOCKED'));
  await settle();
  t.match(sender.state.get(), { step: 'refused', refusal: { code: 'CONTENT_BLOCKED' } }, 'said twice it is so');
  t.equal(asked.length, 0);
});

t.test('a refusal between lost answers is asked about again, and none is taken for an answer', async (t) => {
  const { sender, next, storage } = sending();
  sender.send(body, 'Ada');
  for (const failure of [offline(), refused('CONTENT_BLOCKED'), offline()]) (await next()).fail(failure);
  (await next()).fail(refused('CONTENT_BLOCKED'));
  (await next()).fail(offline());
  await settle();
  t.equal(sender.state.get().step, 'unknown');
  t.equal(storage.kept.size, 1, 'it can still be asked about');
});

t.test('after a refusal the same wish keeps its key, a changed one gets its own', async (t) => {
  const { sender, next } = sending();
  sender.send(body, 'Ada');
  (await next()).fail(refused('CONTENT_BLOCKED'));
  await settle();
  sender.send(body, 'Ada');
  const again = await next();
  t.equal(again.key, 'key 1');
  again.fail(refused('CONTENT_BLOCKED'));
  await settle();
  sender.send({ ...body, message: 'Bravo' }, 'Ada');
  t.equal((await next()).key, 'key 2');
});

t.test('a page that is loaded anew asks what became of its tip; another person does not', async (t) => {
  const { sender, next, storage } = sending();
  sender.send(body, 'Ada');
  await next();
  sender.close();
  const later = sending(storage);
  t.match(later.sender.state.get(), { step: 'unknown', intent: { key: 'key 1', name: 'Ada', body } });
  later.sender.again();
  t.equal((await later.next()).key, 'key 1');
  t.equal(sending(storage, idOf(2)).sender.state.get().step, 'idle');
  storage.setItem(`busker.tip.${idOf(3)}`, '{"key":1}');
  t.equal(sending(storage, idOf(3)).sender.state.get().step, 'idle', 'what cannot be read is passed over');
});

t.test('where nothing can be kept, a tip can be given all the same', async (t) => {
  const broken = (): never => {
    throw new Error('no storage');
  };
  const { sender, next } = sending({ kept: new Map(), getItem: broken, setItem: broken, removeItem: broken });
  sender.send(body, 'Ada');
  (await next()).answer(ownTipOf(5, 50));
  await settle();
  t.equal(sender.state.get().step, 'accepted');
});

t.test('a refusal says what is missing, and until when', async (t) => {
  const refusal = (code: 'INSUFFICIENT_FUNDS' | 'SPENDING_LIMIT', facts = {}, message = 'Paused.') => ({
    ...{ code, message, facts, retryAfterS: null },
  });
  t.match(refusalWords(refusal('INSUFFICIENT_FUNDS', { available: '20' }), 50, '999'), /30 tokens too few/);
  t.match(refusalWords(refusal('INSUFFICIENT_FUNDS'), 50, '49'), /1 token too few/);
  t.match(refusalWords(refusal('INSUFFICIENT_FUNDS'), 50, undefined), /too few tokens/);
  const until = '2026-12-01T10:00:00.000Z';
  t.match(refusalWords(refusal('SPENDING_LIMIT', { why: 'cool_off', until }), 50, '9'), momentText(Date.parse(until)));
  const over = refusal('SPENDING_LIMIT', { why: 'limit', period: 'day', limit: '500', spent: '480' });
  t.match(refusalWords(over, 50, '9'), /500 tokens in 24 hours. 20 tokens of that are left/);
  const quick = { code: 'RATE_LIMITED' as const, message: '', facts: {}, retryAfterS: 1 };
  t.match(refusalWords(quick, 50, '9'), /Try again in 1 second\./);
});

t.test('how loud tips are is remembered on this device', async (t) => {
  const storage = memory();
  const volume = createVolume(storage);
  let told = 0;
  volume.subscribe(() => {
    told += 1;
  });
  t.equal(volume.current(), 50);
  volume.set(0);
  t.same([createVolume(storage).current(), told], [0, 1]);
  volume.set(400);
  t.equal(volume.current(), 100);
  for (const nonsense of ['', 'loud', 'NaN']) {
    storage.setItem('busker.tip-volume', nonsense);
    t.equal(createVolume(storage).current(), 50, nonsense);
  }
});
