/** What is told of: starts, ends, how many watch, tips. Once for each event, with what the performer may see and no more. */
import t from 'tap';
import { demoAccounts } from '../../prisma/demo.ts';
import { queueLife, queueTips, sampleViewers, webhooksPersonalData } from '../../server/domains/webhooks/index.ts';
import { copyOf, eraseAll } from './personal-data.ts';
import { asked, demoPerformerId, demoStreamId, mara, nova, openWebhookStage, storeTip } from './webhooks-stage.ts';

const stage = await openWebhookStage(t);
const { clock, http, postgres, count, database } = stage;
const publicUrl = new URL('https://busker.example');
const deps = { database, clock, publicUrl };
const everything = ['stream.started', 'stream.ended', 'stream.viewers', 'tip.received'] as const;
const viewer = demoAccounts.find(({ email }) => email === 'viewer@busker.example')?.id ?? '';
const fan = demoAccounts.find(({ email }) => email === 'fan@busker.example')?.id ?? '';
const bodies = async (type = '%') =>
  (
    await postgres.query<{ body: string }>('SELECT body FROM webhook_message WHERE type LIKE $1 ORDER BY id', [type])
  ).map(({ body }) => JSON.parse(body) as { type: string; timestamp: string; data: Record<string, unknown> });
let events = 0n;
const occasion = () => {
  events += 1n;
  // Ids of one moment have no order.
  clock.advance(1);
  return { eventId: events, happenedAt: new Date(clock.now()) };
};
const told = (...tipIds: string[]) => ({ body: { tipIds }, occasion: { ...occasion(), key: 'a room' } });
t.afterEach(async () => {
  await postgres.query('DELETE FROM webhook_endpoint');
  await postgres.query('DELETE FROM webhook_message');
});

t.test('the same event is told once to each endpoint that wants it', async (t) => {
  const receiver = await stage.receiver();
  await stage.add(receiver.url, { events: [...everything] });
  await stage.add(`${receiver.url}/b`, { events: ['stream.started'] });
  await stage.add(`${receiver.url}/c`, { events: ['tip.received'] });
  const off = (await stage.add(`${receiver.url}/d`, { events: [...everything] })).endpoint;
  await http.changeWebhook(asked({ caller: mara, params: { id: off.id }, body: { paused: true } }));
  await stage.add(`${receiver.url}/nova`, { as: nova, events: [...everything] });
  const once = occasion();
  const life = { type: 'stream.started', streamId: demoStreamId } as const;
  await Promise.all(Array.from({ length: 5 }, () => queueLife(deps, life, once)));
  await queueLife(deps, life, once);
  await stage.send();
  t.same(
    receiver.received.map(({ path }) => path).sort(),
    ['/hooks', '/hooks/b'],
    'not to who wants something else, is paused, or is another',
  );
  t.equal(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size, 1, 'under one id');
  const [body] = await bodies();
  t.match(body, {
    ...{ type: 'stream.started', timestamp: new Date(clock.now()).toISOString() },
    data: {
      startedAt: String,
      stream: { id: demoStreamId, title: String, url: `https://busker.example/r/${demoStreamId}` },
    },
  });
  await queueLife(deps, { type: 'stream.ended', streamId: demoStreamId, reason: 'no_media' }, occasion());
  t.match((await bodies('stream.ended'))[0], { data: { reason: 'no_media', endedAt: String } });
});

t.test('where nobody listens nothing is kept', async (t) => {
  await queueLife(deps, { type: 'stream.started', streamId: demoStreamId }, occasion());
  t.equal(await count('webhook_message'), 0);
});

t.test('a tip is told as its performer sees it', async (t) => {
  const receiver = await stage.receiver();
  await stage.add(receiver.url);
  const given = [
    { viewer, message: 'for the encore' },
    { viewer, message: 'see www dot example', held: true },
    { viewer: fan, anonymous: true },
    { viewer, private: true },
  ];
  const ids: string[] = [];
  for (const one of given) {
    ids.push(await storeTip(stage, one));
    clock.advance(1);
  }
  await queueTips(deps, [told(...ids.slice(0, 3)), told(...ids.slice(3))]);
  await queueTips(deps, [told(...ids.slice(1, 3))]);
  const tips = (await bodies('tip.received')).map(({ data }) => data.tip as Record<string, unknown>);
  t.match(tips[0], { amount: '25', earned: '21.25', message: 'for the encore', from: { id: viewer }, private: false });
  t.match(tips[1], { message: null, messageState: 'held' }, 'what waits for a verdict is not told');
  t.match(tips[2], { from: null, anonymous: true }, 'nor who gave anonymously');
  const [theirs] = demoAccounts.filter(({ id }) => id === fan);
  t.notMatch(JSON.stringify(tips[2]), new RegExp(`${fan}|${theirs?.handle}|${theirs?.displayName}`, 'i'), 'anywhere');
  t.match(tips[3], { private: true, from: { id: viewer } }, 'what is private is the performer’s to know');
  t.notOk('state' in (tips[0] ?? {}));
  await queueTips(deps, [told('01900000-0000-7000-8000-00000000dead')]);
  t.equal((await bodies()).length, 4, 'told again nothing is queued again; of one that is not there nothing is told');
});

t.test('how many watch is told once a minute, and when it changed', async (t) => {
  const receiver = await stage.receiver();
  await stage.add(receiver.url, { events: ['stream.viewers'] });
  let viewers = 0;
  const sample = () => sampleViewers({ ...deps, countViewers: async (ids) => new Map(ids.map((id) => [id, viewers])) });
  t.equal(await sample(), 0, 'nothing is live');
  await postgres.query("UPDATE stream SET state = 'LIVE', live_since = now() WHERE id = $1", [demoStreamId]);
  t.equal(await sample(), 0, 'nobody has come');
  viewers = 3;
  const told = await Promise.all([sample(), sample(), sample()]);
  t.equal(
    told.reduce((sum, one) => sum + one, 0),
    1,
    'told once, however many look',
  );
  viewers = 4;
  t.equal(await sample(), 0, 'not before a minute is over');
  clock.advance(60_000);
  t.equal(await sample(), 1);
  clock.advance(60_000);
  t.equal(await sample(), 0, 'the same number is no news');
  viewers = 0;
  t.equal(await sample(), 1, 'that all left is');
  t.same(
    (await bodies()).map(({ data }) => data.viewers),
    [3, 4, 0],
  );
  await postgres.query("UPDATE stream SET state = 'OFFLINE', ended_at = now() WHERE id = $1", [demoStreamId]);
});

t.test('what can wait for an endpoint has an end', async (t) => {
  const { endpoint } = await stage.add('http://127.0.0.1:65533/hooks');
  const { messageId } = await stage.ping(endpoint.id);
  await postgres.query(
    `WITH made AS (
       INSERT INTO webhook_message (id, performer_id, type, body, at)
       SELECT gen_random_uuid(), $2, 'ping', '{}', now() FROM generate_series(1, 5000) RETURNING id)
     INSERT INTO webhook_delivery (id, message_id, endpoint_id, state, next_attempt_at, created_at)
     SELECT gen_random_uuid(), id, $1, 'waiting', now() + interval '1 year', now() FROM made`,
    [endpoint.id, demoPerformerId],
  );
  t.ok(messageId);
  await queueTips(deps, [told(await storeTip(stage, { viewer }))]);
  const { deliveries } = await http.listWebhookDeliveries(
    asked({ caller: mara, query: { type: 'tip.received' as const, limit: 10 } }),
  );
  t.match(deliveries, [{ state: 'failed', problem: 'backlog', attempts: 0 }], 'what is beyond is noted');
  await t.rejects(stage.ping(endpoint.id), { code: 'CONFLICT' });
  const replay = http.replayFailedWebhooks(
    asked({ caller: mara, params: { id: endpoint.id }, body: { since: '2026-01-01T00:00:00Z' } }),
  );
  await t.rejects(replay, { code: 'CONFLICT' });
});

t.test('somebody who gave and is suspended is not named any more; erased, they are taken out', async (t) => {
  const receiver = await stage.receiver();
  await stage.add(receiver.url);
  const tipId = await storeTip(stage, { viewer: fan, message: 'it was me' });
  // Ids of one moment have no order.
  clock.advance(1);
  const unnamed = await storeTip(stage, { viewer: fan, anonymous: true, message: 'nobody knows me' });
  await queueTips(deps, [told(tipId, unnamed)]);
  await postgres.query(`UPDATE account SET disabled_at = now(), disabled_reason = 'A test' WHERE id = $1`, [fan]);
  // Those of one round are due a millisecond after each other.
  clock.advance(1);
  await stage.send();
  const sent = receiver.received.map(({ body }) => JSON.parse(body) as { data: { tip: object } });
  for (const { data } of sent) t.match(data.tip, { from: null, message: null, amount: '25' });
  t.equal(sent.length, 2);
  t.match((await bodies())[0]?.data.tip, { message: 'it was me' });
  await eraseAll(database, webhooksPersonalData, { userId: fan, pseudonym: 'p', at: new Date(clock.now()) });
  const kept = JSON.stringify(await bodies());
  t.notMatch(kept, /it was me|nobody knows me/);
  t.match((await bodies())[0]?.data.tip, { from: null, message: null, amount: '25' });
  t.equal(await count('webhook_message WHERE subject_id IS NOT NULL'), 0);
  await postgres.query('UPDATE account SET disabled_at = NULL, disabled_reason = NULL WHERE id = $1', [fan]);
});

t.test('a performer has a copy without secrets, and nothing is left of who is erased', async (t) => {
  const receiver = await stage.receiver();
  const { endpoint, secret } = await stage.add(receiver.url, { events: [...everything] });
  await stage.ping(endpoint.id);
  await stage.send();
  const copy = await copyOf(webhooksPersonalData, database.read, mara.userId);
  t.match(copy, { webhooks: [{ url: receiver.url }], 'webhook-messages': [{ type: 'ping' }] });
  t.notMatch(JSON.stringify(copy), new RegExp(`ecret":\\{|${secret.slice(6, 20).replaceAll('+', '\\+')}`));
  await eraseAll(database, webhooksPersonalData, { userId: mara.userId, pseudonym: 'p', at: new Date(clock.now()) });
  for (const table of ['webhook_endpoint', 'webhook_message', 'webhook_delivery', 'webhook_attempt']) {
    t.equal(await count(table), 0, table);
  }
});
