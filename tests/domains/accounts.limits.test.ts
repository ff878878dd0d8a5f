/** Rate limits: how many, of what, and what happens without Redis. */
import t from 'tap';
import { createLimits } from '../../server/platform/limits/index.ts';
import { until } from '../world/until.ts';
import { call, codeOf, openStage } from './accounts-stage.ts';

const stage = await openStage(t, { limitsFactor: 1 });
const { accounts, deps, redis } = stage;
const attempt = (email: string, ip = '192.0.2.1') =>
  codeOf(accounts.login(call({ body: { email, password: 'wrong' }, ip })));

t.test('One account takes ten attempts a minute, from wherever they come and however it is written', async (t) => {
  for (let time = 0; time < 10; time += 1)
    t.equal(await attempt('viewer@busker.example', `192.0.2.${time}`), 'CREDENTIALS_WRONG');
  const refused = await accounts
    .login(call({ body: { email: 'VIEWER@busker.example', password: 'busker-demo' }, ip: '198.51.100.1' }))
    .catch((error: unknown) => error);
  t.match(refused, { code: 'RATE_LIMITED', facts: { retryAfterSeconds: Number } });
  const { retryAfterSeconds } = (refused as { facts: { retryAfterSeconds: number } }).facts;
  t.ok(retryAfterSeconds >= 1 && retryAfterSeconds <= 60);
  t.equal(await attempt('fan@busker.example'), 'CREDENTIALS_WRONG', 'another account is not concerned');
});

t.test('An address nobody has is limited like any other', async (t) => {
  for (let time = 0; time < 10; time += 1) await attempt('nobody@busker.example', `203.0.113.${time}`);
  t.equal(await attempt('nobody@busker.example', '203.0.113.99'), 'RATE_LIMITED');
});

t.test('The factor multiplies the number', async (t) => {
  const twice = createLimits(redis, 2);
  for (let time = 0; time < 40; time += 1) await twice.take('socketIp', '192.0.2.101');
  t.equal(await codeOf(twice.take('socketIp', '192.0.2.101')), 'RATE_LIMITED');
  await twice.take('socketIp', '192.0.2.102');
});

t.test('Processes count together', async (t) => {
  const here = createLimits(redis, 1);
  const there = createLimits(redis, 1);
  const both = (at: number) => [
    here.take('socketIp', `2001:db8:5::${at}`),
    there.take('socketIp', `2001:DB8:5:0:1::${at}`),
  ];
  for (let time = 0; time < 10; time += 1) await Promise.all(both(time));
  t.equal(await codeOf(here.take('socketIp', '2001:db8:5:0:ffff::')), 'RATE_LIMITED', 'a /64 over all of them');
  t.equal(await codeOf(here.take('socketIp', '2001:db8:5:1::')), 'no refusal', 'and not the next one');
});

t.test('What is counted by address has one', async (t) => {
  t.equal(await codeOf(deps.limits.take('socketIp', 'unknown')), 'VALIDATION_FAILED');
  t.equal(await codeOf(deps.limits.take('socketTicket', 'an account')), 'no refusal', 'what is not, may be anything');
});

t.test('Nobody’s e-mail address lies in Redis', async (t) => {
  const keys = await stage.redisServer.client.keys('limit:*');
  t.ok(keys.length > 0);
  t.notMatch(keys.join(), /busker\.example/);
});

t.test('Without Redis the limits still hold, in each process for itself', async (t) => {
  await stage.redisServer.close();
  await until('the loss of Redis', () => redis.commands.status !== 'ready');
  const startedMs = performance.now();
  for (let time = 0; time < 20; time += 1) await deps.limits.take('socketIp', '192.0.2.104');
  t.equal(await codeOf(deps.limits.take('socketIp', '192.0.2.104')), 'RATE_LIMITED');
  t.ok(performance.now() - startedMs < 2_000, 'and nobody waits for it');
});
