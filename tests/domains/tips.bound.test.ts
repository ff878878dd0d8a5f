/** The intake of a process takes so many tips and no more: one more is told over HTTP to come again, and leaves no trace. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import cookieParser from 'cookie-parser';
import express from 'express';
import t from 'tap';
import { newId } from '#kernel/ids.ts';
import { routes } from '#protocol/http/routes.ts';
import { demoStreamId } from '../../prisma/demo.ts';
import { answerRoute } from '../../server/platform/http/answer-route.ts';
import type { Handler, Identity } from '../../server/platform/http/handler.ts';
import { sendError } from '../../server/platform/http/send-error.ts';
import { ApiClient, type HttpAnswer } from '../world/api.ts';
import { until } from '../world/until.ts';
import { holdOn, log, moneyState, openTipsStage, richPerson, spendable } from './tips-stage.ts';

const stage = await openTipsStage(t, { mostWaiting: 3 });
const { postgres, one } = stage;
const people = new Map<string, Identity>();
for (const person of await Promise.all(Array.from({ length: 6 }, () => richPerson(stage, 10)))) {
  people.set(person.userId, person);
}

/** The route as an API process serves it, where an access token is just the person’s id. */
async function serve(): Promise<number> {
  const identify = async (token: string): Promise<Identity> => people.get(token) ?? Promise.reject(new Error(token));
  const door = { identify, secureCookies: false, trustProxy: 0 };
  const handle = one.routes.sendTip as Handler<typeof routes.sendTip>;
  const app = express()
    .use(cookieParser(), express.json())
    .post(routes.sendTip.path, answerRoute(routes.sendTip, handle, door));
  const server = createServer(app.use(sendError(log))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => server.close());
  return (server.address() as AddressInfo).port;
}

const port = await serve();
const send = (who: string, key: string): Promise<HttpAnswer> => {
  const client = new ApiClient({ port });
  client.accessToken = who;
  const headers = { 'idempotency-key': key };
  return client.json('POST', routes.sendTip.path, { streamId: demoStreamId, amount: 2 }, headers);
};

t.test('One more than may wait', async (t) => {
  const [last = '', ...others] = people.keys();
  // Two calls are under way, and three wait for a third.
  const table = await holdOn(postgres.adminUrl, 'LOCK TABLE settlement_queue IN EXCLUSIVE MODE');
  const key = newId();
  const calls = async (): Promise<number> =>
    (await postgres.query(`SELECT FROM pg_locks WHERE NOT granted AND locktype = 'relation'`)).length;
  const sent: Promise<HttpAnswer>[] = [];
  for (const who of others.splice(0, 2)) {
    sent.push(send(who, newId()));
    await until('a call', async () => (await calls()) === sent.length);
  }
  for (const who of others) sent.push(send(who, newId()));
  await until('three that wait', () => one.deps.intake.waiting === 3);
  const before = await moneyState(postgres);
  t.match(await send(last, key), {
    ...{ status: 503, headers: { 'retry-after': '5' }, body: { error: 'OVERLOADED', retryAfterSeconds: 5 } },
  });
  t.equal(await moneyState(postgres), before, 'nothing has changed');
  await table.letGo();
  t.same(
    await Promise.all(sent.map(async (answer) => (await answer).status)),
    Array(5).fill(201),
    'the others are taken',
  );
  t.equal(await spendable(postgres, last), 10n);
  const again = await send(last, key);
  t.match(again, { status: 201, body: { wallet: { balance: '8' } } }, 'the same again is taken when there is room');
  t.notOk('idempotency-replayed' in again.headers, 'for the first time');
});
