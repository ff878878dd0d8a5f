/**
 * An API process that is told to stop while people tip: what it has taken in is accepted, what would have to wait is told to come again, and
 * it ends in good order. Whoever asks again at the next process has given once.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { pino } from 'pino';
import t from 'tap';
import { systemClock } from '#kernel/clock.ts';
import { hashSecret, newId } from '#kernel/ids.ts';
import { findPrivatePorts } from '../../infra/supervisor/free-port.ts';
import { answersOk } from '../../infra/supervisor/node-children.ts';
import { demoStreamId } from '../../prisma/demo.ts';
import { seed } from '../../prisma/seed.ts';
import { reconcileBooks } from '../../server/domains/ledger/index.ts';
import { tipChecks } from '../../server/domains/tips/index.ts';
import { openDatabase } from '../../server/platform/database/index.ts';
import { noNews } from '../domains/ledger-stage.ts';
import { goLive, holdOn, holdWallet } from '../domains/tips-stage.ts';
import { ApiClient } from '../world/api.ts';
import { startDatabase } from '../world/database.ts';
import { fillPurses } from '../world/purse.ts';
import { startRedis } from '../world/redis.ts';
import { until } from '../world/until.ts';
import { cleanEnvironment, createScratch, type Started, start } from './fixtures/scratch.ts';
import { tip } from './tippers.ts';

const patience = { withinMs: 60_000 } as const;
const purse = 1_000;
const body = { streamId: demoStreamId, amount: 1 } as const;

const scratch = createScratch();
const [postgres, redis, port] = await Promise.all([startDatabase(), startRedis(), findPrivatePorts(2)]);
const env = cleanEnvironment({
  ...{ DATABASE_URL: postgres.url, REDIS_URL: redis.url, PORT: String(port), METRICS_PORT: String(port + 1) },
  ...{ BUSKER_SECRET: 'the secret of a test, longer than thirty-two characters', LIMITS_FACTOR: '1000000' },
  ...{ BUSKER_DATA_DIR: scratch.folder('data'), BUSKER_DEMO: '0', BUSKER_SUPERVISED: '1' },
});
let api: Started | undefined;
t.teardown(async () => {
  api?.child.kill('SIGKILL');
  await api?.ends();
  await Promise.all([postgres.close(), redis.close()]);
  scratch.remove();
});
await seed({ url: postgres.adminUrl, clock: systemClock });
await goLive(postgres, demoStreamId, 'platform-fee');
await startApi();
const givers = await Promise.all(Array.from({ length: 8 }, (_, at) => somebody(`giver${at}`)));
type Giver = (typeof givers)[number];

interface Asked {
  readonly giver: Giver;
  readonly key: string;
  /** The status; undefined where the connection ended without one. */
  readonly answer: Promise<number | undefined>;
}
const everything: Asked[] = [];

t.test('What was taken in when it is told to stop is accepted', async (t) => {
  const table = await holdOn(postgres.adminUrl, 'LOCK TABLE settlement_queue IN EXCLUSIVE MODE');
  const asked = ask(100);
  await until('all but the two that are under way', async () => (await waiting()) === 98, patience);
  const code = stopApi();
  await api?.says('"stopping"');
  await table.letGo();
  t.same(await statuses(asked), Array(100).fill(201));
  t.equal(await code, 0, 'and it ends in good order');
});

t.test('Who reads is answered too', async (t) => {
  await startApi();
  const table = await holdOn(postgres.adminUrl, 'LOCK TABLE tip IN ACCESS EXCLUSIVE MODE');
  const reading = givers.map(({ client }) => client.do('listTips', { query: { as: 'sent', limit: 50 } }));
  await until('all of them', async () => (await blocked()) === givers.length, patience);
  const code = stopApi();
  await api?.says('"stopping"');
  await table.letGo();
  t.ok((await Promise.all(reading)).every(({ tips }) => tips.length > 0));
  t.equal(await code, 0, 'and it ends in good order');
});

t.test('What was sent to it on connections that were open', async (t) => {
  await startApi();
  const doors = await Promise.all(Array.from({ length: 60 }, knock));
  for (const { socket } of doors) socket.write('GET /api/streams HTTP/1.1\r\nhost: localhost\r\n\r\n');
  t.equal(await stopApi(), 0, 'it ends in good order');
  const heard = await Promise.all(doors.map(({ text }) => text));
  t.equal(heard.filter((text) => text.startsWith('HTTP/1.1 200')).length, doors.length, 'is answered');
});

t.test('Two hundred that are somewhere on their way', async (t) => {
  await startApi();
  const asked = ask(200);
  await Promise.any(asked.slice(20).map(({ answer }) => answer));
  t.equal(await stopApi(), 0, 'it ends in good order');
  const answers = await statuses(asked);
  const many = (status: number | undefined): number => answers.filter((each) => each === status).length;
  t.equal(many(201) + many(503) + many(undefined), 200, 'accepted, to come again, or not answered');
  const stored = await storedOf(asked);
  t.ok(stored.length >= many(201));
  const accepted = asked.filter((_, at) => answers[at] === 201).map(({ key }) => hashSecret(key));
  t.same(
    accepted.filter((key) => !stored.includes(key)),
    [],
    'what was accepted is there',
  );
  t.comment(`${many(201)} accepted, ${many(503)} to come again, ${many(undefined)} without an answer`);
});

t.test('One whose wallet is locked elsewhere holds up nobody’s end', async (t) => {
  await startApi();
  const [locked] = givers;
  const wallet = await holdWallet(postgres, locked?.id ?? '');
  const asked = ask(40);
  const isLocked = ({ giver }: Asked): boolean => giver === locked;
  t.same(await statuses(asked.filter((one) => !isLocked(one))), Array(35).fill(201));
  const sinceMs = performance.now();
  t.equal(await stopApi(), 0, 'it ends in good order');
  t.comment(`within ${Math.round(performance.now() - sinceMs)} ms`);
  t.same(await statuses(asked.filter(isLocked)), Array(5).fill(503), 'who waits is told to come again');
  await wallet.letGo();
});

t.test('The same keys once more, at another process', async (t) => {
  await startApi();
  const again = everything.map(({ giver, key }) => tip(giver.client, key, body).then(({ status }) => status));
  t.same(await Promise.all(again), Array(everything.length).fill(201));
  t.equal((await storedOf(everything)).length, everything.length);
  const rows = await postgres.query<{ viewer: string; tips: number; left: number }>(
    `SELECT t.viewer_id AS viewer, count(*)::int AS tips, (SELECT sum(a.balance) / 10000 FROM ledger.account a
       WHERE a.owner_id = t.viewer_id AND a.kind LIKE 'wallet:%')::int AS left FROM tip t GROUP BY 1`,
  );
  const given = givers.map(({ id }) => everything.filter(({ giver }) => giver.id === id).length);
  const found = givers.map(({ id }) => rows.find(({ viewer }) => viewer === id));
  t.same(
    found.map((row) => row?.tips),
    given,
    'each is there once',
  );
  t.same(
    found.map((row) => row?.left),
    given.map((tips) => purse - tips),
    'and is paid once',
  );
  t.same(await differing(), [], 'the books agree');
  t.equal(await stopApi(), 0);
});

/** Ready when it resolves. */
async function startApi(): Promise<void> {
  const started = start(process.execPath, ['--no-warnings', 'server/api.ts'], { env });
  api = started;
  const isUp = async (): Promise<boolean> => {
    if (started.child.exitCode !== null) throw new Error(started.output());
    return answersOk(`http://127.0.0.1:${port}/readyz`);
  };
  await until('a ready server', isUp, patience);
}

/** Tells it to stop. @returns how it ended */
async function stopApi(): Promise<number | string | undefined> {
  api?.child.kill('SIGTERM');
  return api?.ends();
}

/** From all givers in turn, in one moment. */
function ask(many: number): Asked[] {
  const asked = Array.from({ length: many }, (_, at) => {
    const giver = givers[at % givers.length];
    if (giver === undefined) throw new Error('nobody gives');
    const key = newId();
    const answer = tip(giver.client, key, body).then(
      ({ status }) => status,
      () => undefined,
    );
    return { giver, key, answer };
  });
  everything.push(...asked);
  return asked;
}

function statuses(asked: readonly Asked[]): Promise<(number | undefined)[]> {
  return Promise.all(asked.map(({ answer }) => answer));
}

/** How many wait in its intake. */
async function waiting(): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port + 1}/metrics`)).text();
  return Number(/^busker_tip_intake_waiting(?:\{.*\})? (\d+)$/m.exec(text)?.[1]);
}

/** A connection that was open before anything is asked on it, and all that comes on it. */
async function knock(): Promise<{ readonly socket: Socket; readonly text: Promise<string> }> {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  await once(socket, 'connect');
  const pieces: string[] = [];
  socket.on('data', (piece: string) => void pieces.push(piece)).on('error', () => undefined);
  const text = new Promise<string>((resolve) => socket.once('close', () => resolve(pieces.join(''))));
  return { socket, text };
}

/** How many statements wait for a lock. */
async function blocked(): Promise<number> {
  const [row] = await postgres.query<{ many: number }>(
    'SELECT count(DISTINCT pid)::int AS many FROM pg_locks WHERE NOT granted',
  );
  return row?.many ?? 0;
}

/** Their keys that stand in the ledger with a tip, as the ledger keeps them. */
async function storedOf(asked: readonly Asked[]): Promise<string[]> {
  const rows = await postgres.query<{ key: string }>(
    `SELECT k.key FROM ledger.key k JOIN tip t ON t.id = k.transfer_id WHERE k.route = 'tips' AND k.key = ANY ($1)`,
    [asked.map(({ key }) => hashSecret(key))],
  );
  return rows.map(({ key }) => key);
}

/** Somebody with a purse, signed in. */
async function somebody(name: string): Promise<{ readonly id: string; readonly client: ApiClient }> {
  const id = newId();
  await postgres.query(
    `INSERT INTO account (id, email, display_name, handle, password_hash, roles, created_at, email_verified_at, adult_method, adult_at)
     SELECT $1, $2::text || '@busker.example', $2, $2, password_hash, '{viewer}', now(), now(), 'operator', now()
     FROM account WHERE email = 'viewer@busker.example'`,
    [id, name],
  );
  await fillPurses(postgres, [id], purse);
  const client = new ApiClient({ port });
  await client.login(name);
  return { id, client };
}

/** Names of what does not agree. */
async function differing(): Promise<string[]> {
  const log = pino({ level: 'silent' });
  const database = openDatabase({ url: postgres.url, log });
  const deps = { database, news: noNews, clock: systemClock, log };
  const round = await reconcileBooks(deps, tipChecks()).finally(() => database.close());
  const checks = round?.checks ?? [{ name: 'nothing was compared', holds: false }];
  return checks.filter(({ holds }) => !holds).map(({ name }) => name);
}
