/**
 * 429: how often each route may be called by default, that it says when to come back, and that lying about where one comes
 * from does not help.
 */
import t from 'tap';
import { ApiClient, type HttpAnswer } from '../world/api.ts';
import { openStack } from '../world/stack.ts';
import { refusedWith } from './coded.ts';

const only = ['postgres', 'redis', 'migrate', 'seed', 'server'];
const stack = await openStack({ only, env: { LIMITS_FACTOR: '1' } });
t.teardown(() => stack.close());

/** All at once. */
function many(count: number, ask: () => Promise<HttpAnswer>): Promise<HttpAnswer[]> {
  return Promise.all(Array.from({ length: count }, ask));
}

const limited = (answers: readonly HttpAnswer[]): number => answers.filter(({ status }) => status === 429).length;

t.test('Logging in', async (t) => {
  const guess = (client: ApiClient, headers = {}) =>
    client.json('POST', '/api/auth/login', { email: 'fan@busker.example', password: 'guess' }, headers);
  const guesser = new ApiClient(stack);
  t.equal(limited(await many(14, () => guess(guesser))), 4, 'ten guesses a minute at one account');
  const refused = await guess(new ApiClient(stack));
  refusedWith(t, refused, 'RATE_LIMITED', 'from wherever they come');
  const seconds = Number(refused.headers['retry-after']);
  t.ok(seconds >= 1 && seconds <= 60, `it says when to come back (${seconds} s)`);
  t.match(refused.body, { retryAfterSeconds: Number });
});

t.test('Logging in from one address', async (t) => {
  const guesser = new ApiClient(stack);
  let count = 0;
  const guess = () => {
    count += 1;
    const claimed = `192.0.2.${count}`;
    const headers = { 'x-forwarded-for': claimed, 'x-real-ip': claimed, forwarded: `for=${claimed}` };
    return guesser.json('POST', '/api/auth/login', { email: `nobody-${count}@busker.example`, password: 'x' }, headers);
  };
  t.equal(limited(await many(66, guess)), 6, 'sixty a minute, whatever the headers claim');
});

t.test('Refreshing', async (t) => {
  const anyone = new ApiClient(stack);
  t.equal(limited(await many(125, () => anyone.ask('refresh', { body: {} }))), 5, '120 a minute from one address');
});

t.test('Asking for a new password', async (t) => {
  const asker = new ApiClient(stack);
  const ask = () => asker.ask('forgotPassword', { body: { email: 'fan@busker.example' } });
  const answers = await many(23, ask);
  t.equal(limited(answers), 3, 'twenty an hour from one address');
  t.equal(answers.filter(({ status }) => status === 202).length, 20, 'for one person as for many: nobody is told');
});

t.test('Tickets and streams', async (t) => {
  const nova = new ApiClient(stack);
  await nova.login('nova');
  const ticket = () => nova.ask('socketTicket', { body: {} });
  t.equal(limited(await many(33, ticket)), 3, 'thirty tickets a minute for one person');
  const body = { title: 'Many', sessionType: 'broadcast_public' } as const;
  t.equal(limited(await many(33, () => nova.ask('createStream', { body }))), 3, 'thirty streams a minute');
});
