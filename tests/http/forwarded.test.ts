/**
 * Behind one proxy (TRUST_PROXY=1): an address is what our proxy wrote, the last of the list, and never what a client put
 * before it. Without a proxy the list counts for nothing: limits.test.ts.
 */
import t from 'tap';
import { ApiClient, type HttpAnswer } from '../world/api.ts';
import { openStack } from '../world/stack.ts';
import { refusedWith } from './coded.ts';

const only = ['postgres', 'redis', 'migrate', 'seed', 'server'];
const stack = await openStack({ only, env: { LIMITS_FACTOR: '1', TRUST_PROXY: '1' } });
t.teardown(() => stack.close());

let count = 0;
function guess(forwarded: string): Promise<HttpAnswer> {
  count += 1;
  const body = { email: `nobody-${count}@busker.example`, password: 'x' };
  return new ApiClient(stack).json('POST', '/api/auth/login', body, { 'x-forwarded-for': forwarded });
}

const limited = (answers: readonly HttpAnswer[]): number => answers.filter(({ status }) => status === 429).length;

t.test('What a client puts before our proxy’s word changes nothing', async (t) => {
  const answers = await Promise.all(Array.from({ length: 66 }, (_, at) => guess(`203.0.113.${at}, 198.51.100.7`)));
  t.equal(limited(answers), 6, 'sixty a minute from one address');
});

t.test('Another address is somebody else', async (t) => {
  t.equal((await guess('198.51.100.8')).status, 401);
});

t.test('Whoever comes through the proxy is not on this machine', async (t) => {
  const mail = await new ApiClient(stack).raw('GET', '/api/dev/mail', {
    headers: { 'x-forwarded-for': '127.0.0.1, 198.51.100.7' },
  });
  refusedWith(t, mail, 'NOT_FOUND', 'the local outbox stays closed, whatever they claim');
});
