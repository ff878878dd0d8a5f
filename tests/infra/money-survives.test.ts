/**
 * Money outlives whatever dies: settlement is stopped while people tip, then job worker, server, Redis and Postgres are
 * killed one after the other; settlement goes on, and worker and Postgres are killed in the middle of a division. What was
 * acknowledged is there once, divided once, and the books balance.
 */
import t from 'tap';
import { hashSecret } from '#kernel/ids.ts';
import type { Reconciliation } from '#protocol/http/economy.ts';
import { demoNovaId, demoPerformerId, demoStreamId } from '../../prisma/demo.ts';
import { ApiClient } from '../world/api.ts';
import { fillPurses } from '../world/purse.ts';
import { openStack } from '../world/stack.ts';
import { enrol } from '../world/staff.ts';
import { until } from '../world/until.ts';
import { startTipping, type Tipped, tip } from './tippers.ts';

const purse = 1_000_000;
const names = ['viewer', 'fan', 'supporter'] as const;
const patience = { withinMs: 30_000 } as const;

t.setTimeout(240_000);
const stack = await openStack();
t.teardown(() => stack.close());
const admin = new ApiClient(stack);
await admin.login('admin');
await enrol(admin);
const people = await Promise.all(names.map(signIn));
await fillPurses(
  stack,
  people.map(({ id }) => id),
  purse,
);
const before = await Promise.all(people.map(({ client }) => balanceOf(client)));
await until('a live room', async () => (await count('stream_session WHERE ended_at IS NULL')) > 0, patience);

/** In a live room, and to somebody who is not live. */
const tippers = startTipping(
  people.map(({ client }) => client),
  [{ streamId: demoStreamId }, { creatorId: demoNovaId }],
);

t.test('settlement is stopped while people tip', async (t) => {
  t.equal((await pause(true)).status, 200, 'an admin stops it');
  const divided = await count('tip_settlement');
  await until('tips that wait', async () => (await count('settlement_queue')) >= 20, patience);
  for (const part of ['jobs', 'server', 'redis', 'postgres']) {
    const waiting = await count('settlement_queue');
    await kill(part);
    t.ok((await count('settlement_queue')) >= waiting, `${part} is killed: of ${waiting} that wait none is lost`);
    const accepted = tippers.accepted.length;
    await until('further tips', () => tippers.accepted.length >= accepted + 20, patience);
  }
  t.equal(await count('tip_settlement'), divided, 'and nothing is divided meanwhile');
});

t.test('settlement goes on, and is killed in the middle', async (t) => {
  const divided = await count('tip_settlement');
  await holdEarnings();
  t.equal((await pause(false)).status, 200, 'an admin lets it go on');
  await until('a division that is under way', isUnderWay, patience);
  await kill('jobs');
  await stack.query('COMMIT');
  await until('the first division', async () => (await count('tip_settlement')) > divided, patience);
  t.pass('the worker is killed: what it had asked for is done, by Postgres or by the next worker');

  await until('tips that wait', async () => (await count('settlement_queue')) > 0, patience);
  await holdEarnings();
  await until('another division that is under way', isUnderWay, patience);
  const [done, queued] = [await count('tip_settlement'), await count('settlement_queue')];
  await kill('postgres');
  t.ok(
    (await count('settlement_queue')) + (await count('tip_settlement')) >= done + queued,
    'so is Postgres: none is lost',
  );
  const accepted = tippers.accepted.length;
  await until('further tips', () => tippers.accepted.length >= accepted + 20, patience);
  await tippers.stop();
  await until('the last division', async () => (await count('settlement_queue')) === 0, patience);
  const again = tippers.accepted.filter(({ asked }) => asked > 1);
  const replayed = again.filter(({ answer }) => answer.headers['idempotency-replayed'] === 'true');
  t.comment(
    `${tippers.accepted.length} tips, ${again.length} asked for again, ${replayed.length} of them had arrived before`,
  );
  t.ok(again.length > 0, 'some had to be asked for again');
});

t.test('afterwards', async (t) => {
  t.same(
    tippers.refused.filter(({ answer }) => errorOf(answer.body) !== 'STREAM_NOT_LIVE').map(({ answer }) => answer.text),
    [],
    'nothing was refused but tips to a room that was gone for a moment',
  );
  const rows = await stack.query<{ key: string; tip: string; amount: number; moved: string; settled: string }>(`
    SELECT k.key, k.transfer_id AS tip, t.amount, (SELECT sum(m.amount) FROM ledger.move m WHERE m.transfer_id = t.id) AS moved,
      (SELECT count(*) FROM tip_settlement s WHERE s.tip_id = t.id) AS settled
    FROM ledger.key k LEFT JOIN tip t ON t.id = k.transfer_id WHERE k.route = 'tips'`);
  t.same(
    byKey(rows.map(({ key, tip, amount, moved, settled }) => [key, tip, amount, Number(moved), Number(settled)])),
    byKey(
      tippers.accepted.map((one) => [hashSecret(one.key), idOf(one), one.body.amount, one.body.amount * 10_000, 1]),
    ),
    'each that was acknowledged is there once, moved what it should, is divided once, and there is no other',
  );
  const sums = people.map(({ client }) => sumOf(tippers.accepted.filter(({ who }) => who === client)));
  t.same(
    await Promise.all(people.map(({ client }) => balanceOf(client))),
    before.map((balance, at) => balance - (sums[at] ?? 0)),
    'everybody has exactly what they did not give',
  );
  t.same(await shares(), await divisions(), 'performers, platform and pool have their shares, to the last part');
  t.equal(await count(`ledger.account WHERE kind LIKE 'wallet:%' AND balance < 0`), 0, 'and nobody less than nothing');
});

t.test('the books', async (t) => {
  const { status, body } = await admin.json('POST', '/api/admin/reconciliation', {});
  t.equal(status, 201, 'are compared');
  const { reconciliation } = body as { reconciliation: Reconciliation };
  t.ok(reconciliation.checks.length > 0, 'in several ways');
  t.same(
    reconciliation.checks.filter(({ holds }) => !holds),
    [],
    'and hold',
  );
  t.ok(reconciliation.holds, 'all of them');
  await until(
    'the end of all news',
    async () => (await count(`outbox_delivery WHERE state = 'PENDING'`)) === 0,
    patience,
  );
  t.pass('whoever was to be told has been told');
});

t.test('the same keys once more', async (t) => {
  const size = await count('tip');
  const some = [...tippers.accepted.slice(0, 5), ...tippers.accepted.filter(({ asked }) => asked > 1).slice(0, 5)];
  for (const one of some) {
    const { status, headers, body } = await tip(one.who, one.key, one.body);
    t.same(
      [status, headers['idempotency-replayed'], (body as { wallet: unknown }).wallet],
      [201, 'true', (one.answer.body as { wallet: unknown }).wallet],
      'are answered as they were the first time',
    );
  }
  t.equal(await count('tip'), size, 'and give nothing twice');
});

async function signIn(name: string): Promise<{ client: ApiClient; id: string }> {
  const client = new ApiClient(stack);
  const { user } = await client.login(name);
  return { client, id: user.id };
}

/** kill -9, until the supervisor has brought it back and it is ready. */
async function kill(part: string): Promise<void> {
  const pid = stack.children[part];
  if (pid === undefined) throw new Error(`${part} does not run`);
  process.kill(pid, 'SIGKILL');
  await until(`another ${part}`, () => ![pid, undefined].includes(stack.children[part]), patience);
  await until('a server that is ready', async () => (await fetch(`${stack.url}/readyz`)).ok, patience);
  await until('an answer of Postgres', () => stack.query('SELECT 1'), patience);
}

function pause(paused: boolean): Promise<{ status: number }> {
  return admin.json('POST', '/api/admin/settlement', { paused, reason: 'A test of what outlives what' });
}

/** Divisions that begin now take their tips from the queue and wait then, until COMMIT, or until Postgres dies. */
async function holdEarnings(): Promise<void> {
  await stack.query('BEGIN');
  const performers = [demoPerformerId, demoNovaId];
  await stack.query(`SELECT ledger.open(id, 'earnings') FROM unnest($1::uuid[]) AS id`, [performers]);
  await stack.query(`SELECT FROM ledger.account WHERE kind = 'earnings' AND owner_id = ANY ($1) FOR UPDATE`, [
    performers,
  ]);
}

async function isUnderWay(): Promise<boolean> {
  return (await count(`pg_locks WHERE locktype = 'transactionid' AND NOT granted`)) > 0;
}

async function count(what: string): Promise<number> {
  const [row] = await stack.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${what}`);
  return row?.n ?? 0;
}

async function balanceOf(client: ApiClient): Promise<number> {
  return Number(((await client.raw('GET', '/api/wallet')).body as { balance: string }).balance);
}

/** What the ledger holds: of each performer, of the platform, of the pool. */
function shares(): Promise<object[]> {
  return stack.query(
    `SELECT a.kind, a.owner_id AS owner, sum(e.amount)::text AS units FROM ledger.entry e JOIN ledger.account a ON a.id = e.account_id
     WHERE a.kind IN ('earnings', 'platform:revenue', 'relay:pool') GROUP BY 1, 2 HAVING sum(e.amount) <> 0 ORDER BY 1, 2`,
  );
}

/** What the tips say that it must hold. */
function divisions(): Promise<object[]> {
  return stack.query(
    `SELECT kind, owner, sum(units)::text AS units FROM tip t, LATERAL (VALUES
       ('earnings', t.performer_id, t.creator_units), ('platform:revenue', $1::uuid, t.platform_units),
       ('relay:pool', $1::uuid, t.pool_units)) AS part (kind, owner, units)
     WHERE t.performer_id IN ($2, $3) GROUP BY 1, 2 HAVING sum(units) <> 0 ORDER BY 1, 2`,
    ['00000000-0000-0000-0000-000000000000', demoPerformerId, demoNovaId],
  );
}

type Line = readonly [key: string, ...rest: unknown[]];

function byKey(lines: readonly Line[]): Line[] {
  return [...lines].sort(([a], [b]) => (a < b ? -1 : 1));
}

function idOf({ answer }: Tipped): string {
  return (answer.body as { tip: { id: string } }).tip.id;
}

function sumOf(tips: readonly Tipped[]): number {
  return tips.reduce((sum, { body }) => sum + body.amount, 0);
}

function errorOf(body: unknown): unknown {
  return (body as { error?: unknown } | undefined)?.error;
}
