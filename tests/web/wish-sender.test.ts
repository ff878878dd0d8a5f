/** What a page says of its consumers: only news, not too often, the last word last. */
import t from 'tap';
import type { ConsumerWish } from '#protocol/media/rtp.ts';
import { WishSender } from '../../web-client/src/media/wish-sender.ts';
import { type SignallingCode, SignallingError } from '../../web-client/src/signalling/signalling-error.ts';
import { until } from '../world/until.ts';

const everyMs = 40;

function server(answers: (SignallingCode | 'ok')[] = []) {
  const heard: { at: number; wishes: ConsumerWish[] }[] = [];
  let open = 0;
  let most = 0;
  const sender = new WishSender({
    everyMs,
    async send(wishes) {
      heard.push({ at: performance.now(), wishes });
      open += 1;
      most = Math.max(most, open);
      await Promise.resolve();
      open -= 1;
      const answer = answers.shift() ?? 'ok';
      if (answer !== 'ok') throw new SignallingError(answer, 'No.');
    },
  });
  const quiet = async (): Promise<void> => {
    const from = performance.now();
    await until('end of a quiet while', () => performance.now() - from > everyMs * 6);
  };
  return { sender, heard, quiet, atOnce: () => most };
}

const wish = (consumer: string, paused: boolean, spatialLayer: number | null = null): ConsumerWish => ({
  ...{ consumer, paused, spatialLayer },
});

t.test('of what flows as it does anyway nothing is said', async (t) => {
  const { sender, heard, quiet } = server();
  sender.want([wish('a', false), wish('b', false)]);
  await quiet();
  t.same(heard, []);
});

t.test('news is said at once, and only the news', async (t) => {
  const { sender, heard, quiet } = server();
  sender.want([wish('a', false, 0), wish('b', false)]);
  t.same(heard[0]?.wishes, [wish('a', false, 0)]);
  sender.want([wish('a', false, 0), wish('b', true)]);
  await until('second message', () => heard.length === 2);
  t.same(heard[1]?.wishes, [wish('b', true)]);
  await quiet();
  t.equal(heard.length, 2, 'nothing is repeated');
});

t.test('of many changes in a row the last is said, with a pause between', async (t) => {
  const { sender, heard, quiet, atOnce } = server();
  for (const layer of [0, 1, 2, 1, 0, 1]) sender.want([wish('a', false, layer)]);
  await until('second message', () => heard.length === 2);
  await quiet();
  t.same(
    heard.map(({ wishes }) => wishes[0]?.spatialLayer),
    [0, 1],
  );
  t.ok((heard[1]?.at ?? 0) - (heard[0]?.at ?? 0) >= everyMs - 2, 'the second waited');
  t.equal(atOnce(), 1, 'one at a time');
});

t.test('a change that was taken back is not said', async (t) => {
  const { sender, heard, quiet } = server();
  sender.want([wish('a', false, 0)]);
  sender.want([wish('a', true, 0)]);
  sender.want([wish('a', false, 0)]);
  await quiet();
  t.equal(heard.length, 1);
});

t.test('another consumer begins anew', async (t) => {
  const { sender, heard, quiet } = server();
  sender.want([wish('a', true)]);
  sender.want([wish('b', true)]);
  await until('word of the second', () => heard.some(({ wishes }) => wishes[0]?.consumer === 'b'));
  sender.want([]);
  sender.want([wish('b', false)]);
  await quiet();
  t.equal(heard.length, 2, 'one that came back is as it begins');
});

t.test('what was not heard is said again, also where it is what a new one would do', async (t) => {
  const { sender, heard } = server(['ok', 'TIMED_OUT', 'ok']);
  sender.want([wish('a', true)]);
  await until('first message', () => heard.length === 1);
  sender.want([wish('a', false)]);
  await until('third message', () => heard.length === 3);
  t.same(heard[2]?.wishes, [wish('a', false)]);
});

t.test('a refusal is taken', async (t) => {
  for (const code of ['NOT_FOUND', 'MEDIA_EPOCH_STALE', 'NOT_IN_ROOM', 'VALIDATION_FAILED'] as const) {
    const { sender, heard, quiet } = server([code]);
    sender.want([wish('a', true)]);
    await quiet();
    t.equal(heard.length, 1, code);
  }
});

t.test('a message is never about more than it may be', async (t) => {
  const { sender, heard } = server();
  sender.want(Array.from({ length: 30 }, (_none, at) => wish(`c${at}`, true)));
  t.equal(heard[0]?.wishes.length, 8);
});

t.test('closed, it says nothing', async (t) => {
  const { sender, heard, quiet } = server();
  sender.want([wish('a', true)]);
  sender.want([wish('a', false)]);
  sender.close();
  await quiet();
  t.equal(heard.length, 1);
});
