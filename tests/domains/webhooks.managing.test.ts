/** How performers manage their endpoints and look into the log; each sees and changes their own alone. */
import t from 'tap';
import { forgetDeliveries, readBacklog } from '../../server/domains/webhooks/index.ts';
import { withStatus } from '../world/receiver.ts';
import { until } from '../world/until.ts';
import { codeOf } from './people-stage.ts';
import { asked, mara, nova, openWebhookStage } from './webhooks-stage.ts';

const stage = await openWebhookStage(t);
const { clock, http, postgres, count } = stage;
const url = 'http://127.0.0.1:65533/hooks';
const list = async (as = mara) => (await http.listWebhooks(asked({ caller: as }))).endpoints;
const log = (query: object, as = mara) =>
  http.listWebhookDeliveries(asked({ caller: as, query: { limit: 10, ...query } }));
t.afterEach(() => postgres.query('DELETE FROM webhook_endpoint'));

t.test('a secret is shown once, and kept sealed', async (t) => {
  const { endpoint, secret } = await stage.add(url, {
    description: 'My lamp',
    events: ['tip.received', 'tip.received'],
  });
  t.match(secret, /^whsec_[\w+/]{43}=$/);
  t.match(endpoint, { url, description: 'My lamp', events: ['tip.received'], state: 'active', waiting: 0, last: null });
  t.notMatch(JSON.stringify(await list()), /whsec|sealed/i);
  const [row] = await postgres.query<{ sealed: Buffer }>('SELECT sealed_secret AS sealed FROM webhook_endpoint');
  t.notOk(row?.sealed.includes(Buffer.from(secret.slice(6), 'base64')));
});

t.test('addresses inside are refused when they are typed', async (t) => {
  const bad = [
    'http://hooks.example.com/',
    'https://10.0.0.1/',
    'https://[::ffff:7f00:1]/',
    'https://me@8.8.8.8/',
    'https://x.internal/',
  ];
  for (const one of bad) t.equal(await codeOf(stage.add(one)), 'VALIDATION_FAILED', one);
  const { endpoint } = await stage.add(url);
  const change = http.changeWebhook(
    asked({ caller: mara, params: { id: endpoint.id }, body: { url: 'https://192.168.0.1/' } }),
  );
  t.equal(await codeOf(change), 'VALIDATION_FAILED', 'and when they are changed');
  t.same(
    (await list()).map((one) => one.url),
    [url],
  );
  const long = `https://8.8.8.8/${'ü'.repeat(300)}`;
  t.equal(await codeOf(stage.add(long)), 'VALIDATION_FAILED', 'one that is too long when it is written out');
});

t.test('one has ten at most, however many are asked for at once', async (t) => {
  const codes = await Promise.all(Array.from({ length: 14 }, () => codeOf(stage.add(url))));
  t.equal(codes.filter((code) => code === 'CONFLICT').length, 4);
  t.equal((await list()).length, 10);
  t.equal(await codeOf(stage.add(url, { as: nova })), 'no refusal', 'which keeps nobody else from theirs');
});

t.test('what is another’s is not there', async (t) => {
  const receiver = await stage.receiver();
  const { endpoint } = await stage.add(receiver.url);
  const delivery = await stage.ping(endpoint.id);
  await stage.send();
  const params = { id: endpoint.id };
  const theirs = { caller: nova, params: { id: delivery.id } };
  const tries = {
    change: () => http.changeWebhook(asked({ caller: nova, params, body: { description: 'mine' } })),
    rotate: () => http.rotateWebhookSecret(asked({ caller: nova, params, body: {} })),
    remove: () => http.removeWebhook(asked({ caller: nova, params })),
    ping: () => http.pingWebhook(asked({ caller: nova, params, body: {} })),
    'replay all': () =>
      http.replayFailedWebhooks(asked({ caller: nova, params, body: { since: '2026-01-01T00:00:00Z' } })),
    view: () => http.viewWebhookDelivery(asked(theirs)),
    replay: () => http.replayWebhookDelivery(asked({ ...theirs, body: {} })),
  };
  for (const [what, tried] of Object.entries(tries)) t.equal(await codeOf(tried()), 'NOT_FOUND', what);
  t.same((await log({ endpoint: endpoint.id }, nova)).deliveries, []);
  t.match(await list(), [{ description: '', oldSecretUntil: null }], 'and nothing changed');
});

t.test('the log goes newest first, in pages, by what one looks for', async (t) => {
  const [good, bad] = [await stage.receiver(), await stage.receiver()];
  bad.answer(withStatus(500));
  const one = (await stage.add(good.url)).endpoint;
  // Of two that are made in the same millisecond nobody knows which is the older.
  clock.advance(1_000);
  const other = (await stage.add(bad.url)).endpoint;
  for (let n = 0; n < 7; n += 1) {
    clock.advance(1_000);
    await stage.ping(n % 2 === 0 ? one.id : other.id);
  }
  await stage.send();
  const first = await log({ limit: 4 });
  t.ok(first.more);
  const rest = await log({ limit: 4, before: first.deliveries.at(-1)?.id });
  t.notOk(rest.more);
  const all = [...first.deliveries, ...rest.deliveries];
  t.equal(new Set(all.map(({ id }) => id)).size, 7);
  t.same(
    all.map(({ at }) => at),
    all
      .map(({ at }) => at)
      .toSorted()
      .toReversed(),
  );
  t.equal((await log({ endpoint: one.id })).deliveries.length, 4);
  t.equal((await log({ state: 'delivered' })).deliveries.length, 4);
  t.match((await log({ state: 'waiting' })).deliveries, Array(3).fill({ status: 500, problem: 'refused' }));
  t.same((await log({ type: 'tip.received' })).deliveries, []);
  t.match(await list(), [
    { waiting: 0, last: { state: 'delivered' } },
    { waiting: 3, last: { state: 'waiting' } },
  ]);
  clock.advance(20_000);
  const backlog = await readBacklog({ database: stage.database, clock });
  t.equal(backlog.waiting, 3);
  t.ok(backlog.oldestDueMs > 5_000, 'operators see what is late');
});

t.test('all that failed is sent again at once, under the ids it had', async (t) => {
  const receiver = await stage.receiver();
  const { endpoint } = await stage.add(receiver.url);
  for (let n = 0; n < 5; n += 1) {
    clock.advance(60_000);
    await stage.ping(endpoint.id);
  }
  const pause = (paused: boolean) =>
    http.changeWebhook(asked({ caller: mara, params: { id: endpoint.id }, body: { paused } }));
  const since = new Date(clock.now() - 130_000).toISOString();
  const replay = () => http.replayFailedWebhooks(asked({ caller: mara, params: { id: endpoint.id }, body: { since } }));
  await pause(true);
  t.equal(await codeOf(replay()), 'CONFLICT', 'not while it is paused');
  const { deliveries } = await log({ state: 'failed' });
  t.match(deliveries, Array(5).fill({ problem: 'paused' }));
  await pause(false);
  t.same(await replay(), { replayed: 3, more: false }, 'those since then');
  t.same(await replay(), { replayed: 0, more: false });
  await stage.send();
  t.same(
    receiver.received.map(({ headers }) => headers['webhook-id']).sort(),
    deliveries
      .slice(0, 3)
      .map(({ messageId }) => messageId)
      .sort(),
  );
});

t.test('one that is being sent is not sent again beside it; one that waits is sent now', async (t) => {
  const receiver = await stage.receiver();
  let finish: () => void = () => undefined;
  receiver.answer((response) => {
    finish = () => void response.writeHead(503).end();
  });
  const { endpoint } = await stage.add(receiver.url);
  const { id } = await stage.ping(endpoint.id);
  const replay = () => http.replayWebhookDelivery(asked({ caller: mara, params: { id }, body: {} }));
  await stage.sender.look();
  await until('the request', () => receiver.received.length === 1);
  t.equal(await codeOf(replay()), 'CONFLICT');
  finish();
  await stage.send();
  t.match((await stage.view(id)).delivery, { state: 'waiting', status: 503 });
  receiver.answer((response) => void response.end());
  await replay();
  await stage.send();
  t.match((await stage.view(id)).delivery, { state: 'delivered', attempts: 2 });
  await postgres.query('UPDATE webhook_delivery SET attempts = 500 WHERE id = $1', [id]);
  t.equal(await codeOf(replay()), 'CONFLICT', 'its log does not grow for ever');
});

t.test('after thirty days it is forgotten, and of what is left the newest ten thousand are kept', async (t) => {
  const { endpoint } = await stage.add(url);
  const fill = (size: number, age: string) =>
    postgres.query(
      `WITH made AS (
         INSERT INTO webhook_message (id, performer_id, type, body, at)
         SELECT gen_random_uuid(), $2, 'ping', '{}', $4::timestamptz - $5::interval FROM generate_series(1, $3::int) RETURNING id, at)
       INSERT INTO webhook_delivery (id, message_id, endpoint_id, state, created_at, settled_at)
       SELECT gen_random_uuid(), id, $1, 'delivered', at, at FROM made`,
      [endpoint.id, mara.userId, size, new Date(clock.now()), age],
    );
  await fill(2_500, '31 days');
  await fill(10_200, '1 day');
  const waiting = await stage.ping(endpoint.id);
  t.equal(await forgetDeliveries({ database: stage.database, clock }), 2_500 + 200);
  t.equal(await count('webhook_delivery'), 10_001, 'and what waits');
  t.equal(await count('webhook_message'), 10_001, 'with what was in them');
  t.match((await stage.view(waiting.id)).delivery, { state: 'waiting' });
});

t.test('pings have a limit of their own', async (t) => {
  const tight = await openWebhookStage(t, { limitsFactor: 1 });
  const { endpoint } = await tight.add(url);
  const codes = await Promise.all(Array.from({ length: 12 }, () => codeOf(tight.ping(endpoint.id))));
  t.equal(codes.filter((code) => code === 'RATE_LIMITED').length, 2);
});
