/** What is sent, to whom, how often, and what becomes of those who do not take it. */
import { execFileSync } from 'node:child_process';
import t from 'tap';
import { newId } from '#kernel/ids.ts';
import { chanceOf, mostTries, nextTryInMs, retryAfterMs } from '../../server/domains/webhooks/rules/back-off.ts';
import { signMessage } from '../../server/domains/webhooks/sign-message.ts';
import { holds, type Receiver, withStatus } from '../world/receiver.ts';
import { until } from '../world/until.ts';
import { asked, mara, nova, openWebhookStage } from './webhooks-stage.ts';

const stage = await openWebhookStage(t, { withinMs: 2_500 });
const { clock, http, postgres, send, count } = stage;
const day = 24 * 3_600_000;

async function pinged(receiver: Receiver) {
  const { endpoint, secret } = await stage.add(receiver.url);
  const delivery = await stage.ping(endpoint.id);
  await send();
  return { endpoint, secret, delivery, seen: await stage.view(delivery.id) };
}
const listed = async (id: string) =>
  (await http.listWebhooks(asked({ caller: mara }))).endpoints.find((endpoint) => endpoint.id === id);
const change = (id: string, body: object) => http.changeWebhook(asked({ caller: mara, params: { id }, body }));
t.afterEach(() => postgres.query('DELETE FROM webhook_endpoint'));

t.test('signatures are those of Standard Webhooks', async (t) => {
  // The scheme's own example.
  const secret = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
  const part = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestampS: 1_614_265_330, body: '{"test": 2432232314}' };
  t.equal(signMessage([secret], part), 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  const input = `${part.id}.${part.timestampS}.${part.body}`;
  const mac = ['dgst', '-sha256', '-mac', 'HMAC', '-macopt', `hexkey:${secret.toString('hex')}`, '-binary'];
  const theirs = execFileSync('openssl', mac, { input }).toString('base64');
  t.equal(signMessage([secret], part), `v1,${theirs}`, 'OpenSSL computes the same');
  t.match(signMessage([secret, Buffer.alloc(32)], part), /^v1,\S{44} v1,\S{44}$/, 'of two secrets two');
});

t.test('tries go on for about a day', async (t) => {
  const waits = Array.from({ length: mostTries - 1 }, (_, n) => nextTryInMs(n + 1, 0.5, null) ?? 0);
  t.same(waits.slice(0, 4), [10_000, 30_000, 90_000, 270_000]);
  const hours = waits.reduce((sum, wait) => sum + wait, 0) / 3_600_000;
  t.ok(hours > 20 && hours < 30, `${mostTries} tries over ${hours.toFixed(1)} hours`);
  t.equal(nextTryInMs(mostTries, 0.5, 1_000), null, 'and end');
  t.same([nextTryInMs(1, 0, null), nextTryInMs(1, 1, null)], [8_000, 12_000], 'a fifth more or less');
  const chances = Array.from({ length: 200 }, (_, n) => chanceOf(newId(), n));
  t.ok(chances.every((chance) => chance >= 0 && chance < 1) && new Set(chances).size > 190, 'as chance has it');
  t.same(
    ['30', 'Sun, 22 Nov 2026 12:01:00 GMT', 'soon', '-5', '1e9', null].map((text) =>
      retryAfterMs(text, Date.UTC(2026, 10, 22, 12)),
    ),
    [30_000, 60_000, null, null, null, null],
    'an endpoint may ask for a time',
  );
  t.equal(nextTryInMs(1, 0.5, 60_000), 60_000, 'which is honoured');
  t.equal(nextTryInMs(1, 0.5, 90 * day), 8 * 3_600_000, 'within reason');
  t.equal(nextTryInMs(4, 0.5, 1_000), 270_000, 'and never shortens a wait');
});

t.test('a ping arrives, signed, and is in the log', async (t) => {
  const receiver = await stage.receiver();
  const { secret, delivery, seen } = await pinged(receiver);
  const [got] = receiver.received;
  t.ok(got !== undefined && (await holds(got, secret)), 'its signature holds');
  t.notOk(
    got !== undefined && (await holds(got, `whsec_${Buffer.alloc(32).toString('base64')}`)),
    'under no other secret',
  );
  t.notOk(got !== undefined && (await holds({ ...got, body: `${got.body} ` }, secret)), 'and for nothing else');
  t.match(got?.headers, { 'webhook-id': delivery.messageId, 'webhook-timestamp': String(clock.now() / 1_000) });
  t.match(JSON.parse(got?.body ?? ''), {
    type: 'ping',
    timestamp: '2026-01-22T12:00:00.000Z',
    data: { endpointId: String },
  });
  t.match(seen, { delivery: { state: 'delivered', attempts: 1, status: 200, problem: null, nextAttemptAt: null } });
  t.equal(seen.body, got?.body, 'byte for byte');
  t.match(seen.history, [{ n: 1, status: 200, answer: 'thanks', signature: got?.headers['webhook-signature'] }]);
});

t.test('whatever is not taken is tried again under the same id, and is taken in the end', async (t) => {
  const receiver = await stage.receiver();
  receiver.answer(withStatus(500));
  const { endpoint, delivery, seen } = await pinged(receiver);
  t.match(seen.delivery, { state: 'waiting', attempts: 1, status: 500, problem: 'refused' });
  const waitMs = Date.parse(seen.delivery.nextAttemptAt ?? '') - clock.now();
  t.ok(waitMs >= 8_000 && waitMs <= 12_000, `in ${waitMs} ms`);
  await send();
  t.equal(receiver.received.length, 1, 'not before its time');
  t.ok((await listed(endpoint.id))?.failingSince, 'its owner sees that it fails');
  receiver.answer(withStatus(204));
  clock.advance(12_000);
  await send();
  const after = await stage.view(delivery.id);
  t.match(after.delivery, { state: 'delivered', attempts: 2, status: 204, problem: null });
  t.equal(after.history.length, 2);
  const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
  t.equal(new Set(ids).size, 1, 'one id, so that a receiver can drop doubles');
  t.not(receiver.received[0]?.headers['webhook-timestamp'], receiver.received[1]?.headers['webhook-timestamp']);
  t.equal((await listed(endpoint.id))?.failingSince, null, 'and that it does not any more');
});

t.test('what comes of each kind of answer', async (t) => {
  const refused = { state: 'waiting', problem: 'refused' };
  const expected = {
    200: 'delivered',
    201: 'delivered',
    299: 'delivered',
    400: refused,
    404: refused,
    429: refused,
    503: refused,
  };
  for (const [status, becomes] of Object.entries(expected)) {
    const receiver = await stage.receiver();
    receiver.answer(withStatus(Number(status)));
    const { seen } = await pinged(receiver);
    t.match(seen.delivery, typeof becomes === 'string' ? { state: becomes } : becomes, status);
  }
});

t.test('a redirect is no delivery, and where it leads is not asked', async (t) => {
  const [receiver, target] = [await stage.receiver(), await stage.receiver()];
  receiver.answer(withStatus(307, { location: target.url }));
  const { seen } = await pinged(receiver);
  t.match(seen.delivery, { state: 'waiting', status: 307, problem: 'redirect' });
  t.equal(target.connections(), 0);
});

t.test('a time that an endpoint asks for is waited', async (t) => {
  const receiver = await stage.receiver();
  receiver.answer(withStatus(429, { 'retry-after': '120' }));
  const { seen } = await pinged(receiver);
  t.equal(Date.parse(seen.delivery.nextAttemptAt ?? '') - clock.now(), 120_000);
});

t.test('an answer that takes too long is cut off, a long one is kept in part', async (t) => {
  const receiver = await stage.receiver();
  receiver.answer(() => undefined);
  t.match((await pinged(receiver)).seen.delivery, { state: 'waiting', status: null, problem: 'timeout' });
  receiver.answer((response) => void response.writeHead(200).end(`\u0000${'é'.repeat(50_000)}`));
  const { seen } = await pinged(receiver);
  t.match(seen.delivery, { state: 'delivered' });
  t.equal(seen.history[0]?.answer.length, 1_024);
});

t.test('after a day it has failed, and can be sent again', async (t) => {
  const receiver = await stage.receiver();
  receiver.answer(withStatus(500));
  const { delivery } = await pinged(receiver);
  for (let n = 0; n < mostTries + 2; n += 1) {
    clock.advance(8 * 3_600_000 * 1.2);
    // The patience of three days is another test's.
    await postgres.query('UPDATE webhook_endpoint SET failing_since = NULL');
    await send();
  }
  const failed = await stage.view(delivery.id);
  t.match(failed.delivery, { state: 'failed', problem: 'refused', attempts: mostTries, nextAttemptAt: null });
  t.equal(receiver.received.length, mostTries);
  receiver.answer(withStatus(200));
  await http.replayWebhookDelivery(asked({ caller: mara, params: { id: delivery.id }, body: {} }));
  await send();
  t.match((await stage.view(delivery.id)).delivery, { state: 'delivered', attempts: mostTries + 1 });
  t.equal(receiver.received.at(-1)?.headers['webhook-id'], delivery.messageId, 'under the same id');
});

t.test('an endpoint that is gone is paused at once, and its owner hears of it', async (t) => {
  const receiver = await stage.receiver();
  receiver.answer(withStatus(410));
  const { endpoint, seen } = await pinged(receiver);
  t.match(seen.delivery, { state: 'failed', status: 410, problem: 'gone' });
  t.match(await listed(endpoint.id), { state: 'paused', pausedBecause: 'gone' });
  await until('the news', () => stage.paused.length === 1);
  t.match(stage.paused, [
    { endpointId: endpoint.id, performerId: mara.userId, because: 'gone', host: `127.0.0.1:${receiver.port}` },
  ]);
  await t.rejects(stage.ping(endpoint.id), { code: 'CONFLICT' }, 'nothing is sent there');
  t.match((await change(endpoint.id, { paused: false })).endpoint, { state: 'active', pausedBecause: null });
});

t.test('an endpoint that took nothing for three days is paused, with what waits for it', async (t) => {
  const receiver = await stage.receiver();
  receiver.answer(withStatus(500));
  const { endpoint } = await pinged(receiver);
  clock.advance(2.9 * day);
  await send();
  t.match(await listed(endpoint.id), { state: 'active' });
  clock.advance(0.2 * day);
  await stage.ping(endpoint.id);
  await send();
  t.match(await listed(endpoint.id), { state: 'paused', pausedBecause: 'failing' });
  t.equal(await count(`webhook_delivery WHERE state = 'waiting'`), 0);
  await until('the news', () => stage.paused.length === 2);
  t.match(stage.paused[1], { because: 'failing' });
});

t.test('one slow endpoint keeps nobody else waiting', async (t) => {
  const [slow, quick] = [await stage.receiver(), await stage.receiver()];
  const open: (() => void)[] = [];
  slow.answer((response) => void open.push(() => void response.end()));
  const one = (await stage.add(slow.url)).endpoint;
  const other = (await stage.add(quick.url, { as: nova })).endpoint;
  for (let n = 0; n < 20; n += 1) await stage.ping(one.id);
  for (let n = 0; n < 20; n += 1) await stage.ping(other.id, nova);
  await stage.sender.look();
  await until('all of the quick one', () => quick.received.length === 20);
  t.ok(slow.received.length <= 4, `while of the slow one ${slow.received.length} are under way or over`);
  const atOnce = await count(`webhook_delivery WHERE endpoint_id = '${one.id}' AND lease_until IS NOT NULL`);
  t.ok(atOnce <= 2, 'two at once at most');
  slow.answer((response) => void response.end());
  for (const end of open) end();
  await send();
});

t.test('after a change of secrets both sign for a day', async (t) => {
  const receiver = await stage.receiver();
  const { endpoint, secret: old } = await pinged(receiver);
  const rotated = await http.rotateWebhookSecret(asked({ caller: mara, params: { id: endpoint.id }, body: {} }));
  t.not(rotated.secret, old);
  t.equal(Date.parse(rotated.endpoint.oldSecretUntil ?? ''), clock.now() + day);
  const next = async () => {
    await stage.ping(endpoint.id);
    await send();
    const got = receiver.received.at(-1);
    return got === undefined ? [] : [await holds(got, rotated.secret), await holds(got, old)];
  };
  t.same(await next(), [true, true]);
  clock.advance(day);
  t.same(await next(), [true, false]);
  t.equal((await listed(endpoint.id))?.oldSecretUntil, null);
});

t.test('what was removed while it was being sent leaves no trace', async (t) => {
  const receiver = await stage.receiver();
  let finish: () => void = () => undefined;
  receiver.answer((response) => {
    finish = () => void response.end('late');
  });
  const { endpoint } = await stage.add(receiver.url);
  await stage.ping(endpoint.id);
  const before = stage.outcomes.length;
  await stage.sender.look();
  await until('the request', () => receiver.received.length === 1);
  await http.removeWebhook(asked({ caller: mara, params: { id: endpoint.id } }));
  finish();
  await until('its end', () => stage.outcomes.length > before);
  t.same(stage.outcomes.slice(before), ['dropped']);
  t.equal(await count('webhook_delivery'), 0);
});

t.test('what is under way when it is paused ends as it ends, the rest is not sent', async (t) => {
  const receiver = await stage.receiver();
  let finish: () => void = () => undefined;
  receiver.answer((response) => {
    finish = () => void response.end();
  });
  const { endpoint } = await stage.add(receiver.url);
  const first = await stage.ping(endpoint.id);
  await stage.sender.look();
  await until('the request', () => receiver.received.length === 1);
  clock.advance(1);
  const second = await stage.ping(endpoint.id);
  await postgres.query(
    `UPDATE webhook_delivery SET next_attempt_at = next_attempt_at + interval '1 hour' WHERE id = $1`,
    [second.id],
  );
  await change(endpoint.id, { paused: true });
  finish();
  await send();
  t.match((await stage.view(first.id)).delivery, { state: 'delivered' });
  t.match((await stage.view(second.id)).delivery, { state: 'failed', problem: 'paused' });
  t.equal(receiver.received.length, 1);
});

t.test('whoever was suspended, or is no performer any more, is sent nothing', async (t) => {
  const receiver = await stage.receiver();
  const { endpoint } = await stage.add(receiver.url);
  const away = [
    [
      `UPDATE account SET disabled_at = now(), disabled_reason = 'A test' WHERE id = $1`,
      'UPDATE account SET disabled_at = NULL, disabled_reason = NULL WHERE id = $1',
    ],
    [
      `UPDATE account SET roles = '{viewer}' WHERE id = $1`,
      `UPDATE account SET roles = '{viewer,performer}' WHERE id = $1`,
    ],
  ] as const;
  for (const [take, giveBack] of away) {
    const delivery = await stage.ping(endpoint.id);
    await postgres.query(take, [mara.userId]);
    await send();
    t.match((await stage.view(delivery.id)).delivery, { state: 'failed', problem: 'not_performing', attempts: 1 });
    await postgres.query(giveBack, [mara.userId]);
  }
  t.equal(receiver.connections(), 0);
});
