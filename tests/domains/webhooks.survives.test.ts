/** Processes that send are killed in the middle: nothing is lost, and what is sent twice has the same id. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import t from 'tap';
import { openSender } from '../../server/domains/webhooks/index.ts';
import { takeDue } from '../../server/domains/webhooks/store-sending.ts';
import { until } from '../world/until.ts';
import { openWebhookStage } from './webhooks-stage.ts';

const stage = await openWebhookStage(t);
const { clock, postgres, count } = stage;
t.afterEach(() => postgres.query('DELETE FROM webhook_endpoint'));

function start(): ChildProcess {
  const env = { ...process.env, DATABASE: stage.url };
  return fork(new URL('./fixtures/send-webhooks.ts', import.meta.url), { env, stdio: 'ignore' });
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** What a process that died had taken is due, as if its time were over. */
const leasesEnd = () =>
  postgres.query(`UPDATE webhook_delivery SET lease_until = now() - interval '1 ms', next_attempt_at = now() - interval '1 ms'
    WHERE lease_until IS NOT NULL`);

t.test('workers are killed while they send', async (t) => {
  const receiver = await stage.receiver();
  const ids: string[] = [];
  const { endpoint } = await stage.add(receiver.url);
  for (let n = 0; n < 30; n += 1) ids.push((await stage.ping(endpoint.id)).messageId);
  // Every third answer does not come, so that there is something under way whenever one is killed.
  let asked = 0;
  receiver.answer((response) => {
    asked += 1;
    if (asked % 3 !== 0) response.end();
  });
  for (const wanted of [3, 7, 11]) {
    const child = start();
    await until(`${wanted} requests`, () => receiver.received.length >= wanted, { withinMs: 20_000 });
    await until('something under way', async () => (await count('webhook_delivery WHERE lease_until > now()')) > 0);
    await kill(child);
    t.ok((await count('webhook_delivery WHERE lease_until IS NOT NULL')) > 0, 'killed with requests under way');
    await leasesEnd();
  }
  receiver.answer((response) => void response.end());
  const last = start();
  await until('the end', async () => (await count(`webhook_delivery WHERE state = 'delivered'`)) === 30, {
    withinMs: 30_000,
  });
  await kill(last);
  const got = receiver.received.map(({ headers }) => String(headers['webhook-id']));
  t.same([...new Set(got)].sort(), ids.sort(), 'each arrived');
  t.ok(got.length > 30, `${got.length - 30} of them twice, which their ids tell`);
  const [row] = await postgres.query('SELECT max(attempts)::int AS most FROM webhook_delivery');
  t.ok(Number(row?.most) > 1, 'attempts of those that died are counted');
});

t.test('who comes back after its time is over changes nothing', async (t) => {
  const receiver = await stage.receiver();
  const { endpoint } = await stage.add(receiver.url);
  let finish: () => void = () => undefined;
  receiver.answer((response) => {
    finish = () => void response.writeHead(500).end();
  });
  const delivery = await stage.ping(endpoint.id);
  await stage.sender.look();
  await until('the first request', () => receiver.received.length === 1);
  clock.advance(31_000);
  const late = finish;
  receiver.answer((response) => void response.end());
  await stage.sender.look();
  await until('the second', async () => (await stage.view(delivery.id)).delivery.state === 'delivered');
  const before = stage.outcomes.length;
  late();
  await until('the end of the first', () => stage.outcomes.length > before);
  const seen = await stage.view(delivery.id);
  t.match(seen.delivery, { state: 'delivered', attempts: 2 }, 'it stays delivered');
  t.same(
    seen.history.map(({ n, status }) => [n, status]),
    [
      [1, 500],
      [2, 200],
    ],
    'and the log has both',
  );
});

t.test('two processes at once take each delivery once, and keep to the bound of an endpoint', async (t) => {
  const receiver = await stage.receiver();
  const { endpoint } = await stage.add(receiver.url);
  for (let n = 0; n < 30; n += 1) await stage.ping(endpoint.id);
  const now = new Date(clock.now());
  const taking = { now, until: new Date(clock.now() + 30_000), perEndpoint: 2, most: 50 };
  const taken = await Promise.all(
    Array.from({ length: 8 }, () => stage.database.transact((tx) => takeDue(tx, taking))),
  );
  t.equal(taken.flat().length, 2);
  await postgres.query('UPDATE webhook_delivery SET lease_until = NULL, next_attempt_at = created_at');
  const other = openSender({ ...stage.deps, clock });
  let most = 0;
  let open = 0;
  receiver.answer((response) => {
    open += 1;
    most = Math.max(most, open);
    response.once('close', () => {
      open -= 1;
    });
    response.end();
  });
  await Promise.all([stage.sender.look(), other.look()]);
  await until('all', async () => {
    await Promise.all([stage.sender.look(), other.look()]);
    return (await count(`webhook_delivery WHERE state = 'delivered'`)) === 30;
  });
  await other.close();
  const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
  t.equal(ids.length, 30);
  t.equal(new Set(ids).size, 30, 'none was sent twice');
});

t.test('a process that ends gives back what nobody has answered', async (t) => {
  const receiver = await stage.receiver();
  receiver.answer(() => undefined);
  const { endpoint } = await stage.add(receiver.url);
  const delivery = await stage.ping(endpoint.id);
  const other = openSender(stage.deps);
  await other.look();
  await until('the request', () => receiver.received.length === 1);
  const startedMs = performance.now();
  await other.close();
  t.ok(performance.now() - startedMs < 9_000, 'within three seconds and a little');
  t.match((await stage.view(delivery.id)).delivery, { state: 'waiting', attempts: 1, problem: null });
  receiver.answer((response) => void response.end());
  await stage.send();
  t.match((await stage.view(delivery.id)).delivery, { state: 'delivered', attempts: 2 });
});

t.test('what kills whoever sends it is given up', async (t) => {
  const receiver = await stage.receiver();
  const { endpoint } = await stage.add(receiver.url);
  const delivery = await stage.ping(endpoint.id);
  // Sealed with another secret of the house.
  await postgres.query(`UPDATE webhook_endpoint SET sealed_secret = decode(repeat('00', 60), 'hex')`);
  for (let n = 0; n < 13; n += 1) {
    await stage.sender.look();
    await stage.sender.look();
    clock.advance(31_000);
  }
  await until('the end of it', async () => (await stage.view(delivery.id)).delivery.state === 'failed');
  t.match((await stage.view(delivery.id)).delivery, { problem: 'lost' });
  t.equal(receiver.connections(), 0);
});
