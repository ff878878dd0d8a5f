/** A tip that is refused leaves no trace: each refusal over HTTP, with the books compared byte for byte. */
import pg from 'pg';
import t, { type Test } from 'tap';
import { newId } from '#kernel/ids.ts';
import { ErrorBody } from '#protocol/errors.ts';
import { demoNovaId, demoPerformerId, demoStreamId, demoTicketedStreamId } from '../../prisma/demo.ts';
import { badTokens } from '../signalling/tokens.ts';
import { ApiClient } from '../world/api.ts';
import { fillPurses } from '../world/purse.ts';
import { openStack } from '../world/stack.ts';
import { goLive, moneyState } from './tips-stage.ts';

const stack = await openStack({
  only: ['postgres', 'redis', 'migrate', 'seed', 'server', 'server-b'],
  twoServers: true,
  otherEnv: { LIMITS_FACTOR: '1' },
});
t.teardown(() => stack.close());
await goLive(stack, demoStreamId, 'platform-fee');
const [viewer, performer, fan] = [new ApiClient(stack), new ApiClient(stack), new ApiClient(stack)];
await Promise.all([viewer.login('viewer'), performer.login('performer'), fan.login('fan')]);

const path = '/api/tips/send';
const to = { streamId: demoStreamId };
/** A body as text, so that numbers may be any. */
const ask = (who: ApiClient, body: string, headers: Record<string, string> = {}) =>
  who.raw('POST', path, {
    headers: { 'content-type': 'application/json', 'idempotency-key': newId(), ...headers },
    body,
  });

/** Asked, refused with this, and nothing changed. @returns the facts */
async function refused(
  t: Test,
  [who, body, headers]: Parameters<typeof ask>,
  code: string,
  what: string,
): Promise<Record<string, unknown>> {
  const before = await moneyState(stack);
  const answer = await ask(who, body, headers);
  t.match(answer.body, { error: code }, `${what}: ${answer.status} ${code}`);
  t.ok(ErrorBody.safeParse(answer.body).success);
  t.equal(await moneyState(stack), before, 'and nothing changed');
  return answer.body as Record<string, unknown>;
}

const digits = [
  '0',
  '-1',
  '1.5',
  '"9"',
  'null',
  '9223372036854775808',
  '1e400',
  `1${'0'.repeat(400)}`,
  '1000001',
  '-0',
  'true',
  '[]',
  '{}',
  '""',
  '1e-400',
];

t.test('An amount that is none', async (t) => {
  for (const amount of digits) {
    await refused(
      t,
      [viewer, `{"streamId":"${demoStreamId}","amount":${amount}}`],
      'VALIDATION_FAILED',
      amount.slice(0, 30),
    );
  }
  await refused(t, [viewer, JSON.stringify(to)], 'VALIDATION_FAILED', 'no amount');
});

t.test('More than one has', async (t) => {
  const facts = await refused(
    t,
    [viewer, JSON.stringify({ ...to, amount: 5_120 })],
    'INSUFFICIENT_FUNDS',
    'a little more',
  );
  t.match(facts, { required: '5120', available: '5000', suggestedPackage: { id: 'tokens-500', tokens: '500' } });
  const [small] = [
    await refused(t, [viewer, JSON.stringify({ ...to, amount: 5_100 })], 'INSUFFICIENT_FUNDS', 'a pack more'),
  ];
  t.match(small, { suggestedPackage: { id: 'tokens-100' } }, 'the cheapest that is enough');
  const much = await refused(
    t,
    [viewer, JSON.stringify({ ...to, amount: 1_000_000 })],
    'INSUFFICIENT_FUNDS',
    'the most there is',
  );
  t.match(much, { suggestedPackage: { id: 'tokens-5000' } }, 'no pack is enough: the largest');
});

t.test('Not exactly one target', async (t) => {
  const both = [
    {},
    { ...to, creatorId: demoPerformerId },
    { ...to, callId: newId() },
    { callId: newId(), creatorId: demoNovaId },
  ];
  for (const target of both) {
    await refused(
      t,
      [viewer, JSON.stringify({ ...target, amount: 1 })],
      'VALIDATION_FAILED',
      Object.keys(target).join(' and ') || 'none',
    );
  }
});

t.test('A target that is none, is over, or is oneself', async (t) => {
  const one = (target: object, who = viewer): Parameters<typeof ask> => [who, JSON.stringify({ ...target, amount: 1 })];
  await refused(t, one({ streamId: newId() }), 'NOT_FOUND', 'an unknown stream');
  await refused(t, one({ creatorId: newId() }), 'NOT_FOUND', 'an unknown performer');
  await refused(t, one({ callId: newId() }), 'NOT_FOUND', 'an unknown call');
  await refused(
    t,
    one({ creatorId: '01900000-0000-7000-8000-000000000003' }),
    'NOT_FOUND',
    'somebody who does not perform',
  );
  await refused(t, one({ streamId: "x'; DROP TABLE tip; --" }), 'VALIDATION_FAILED', 'no id');
  await refused(t, one(to, performer), 'SELF_TIP', 'one’s own stream');
  await refused(t, one({ creatorId: demoPerformerId }, performer), 'SELF_TIP', 'oneself');
  await refused(t, one({ streamId: demoTicketedStreamId }), 'STREAM_NOT_LIVE', 'a show that has not begun');
  await stack.query(`UPDATE stream SET state = 'OFFLINE', live_since = now(), ended_at = now() WHERE id = $1`, [
    demoTicketedStreamId,
  ]);
  await refused(t, one({ streamId: demoTicketedStreamId }), 'STREAM_NOT_LIVE', 'a show that is over');
  const session = await goLive(stack, demoTicketedStreamId, 'platform-fee');
  await refused(t, one({ streamId: demoTicketedStreamId }), 'TICKET_REQUIRED', 'a private show');
  await stack.query('UPDATE stream_session SET ended_at = now() WHERE id = $1', [session]);
  await stack.query(`UPDATE account SET disabled_at = now(), disabled_reason = 'A test' WHERE id = $1`, [demoNovaId]);
  await refused(t, one({ creatorId: demoNovaId }), 'NOT_FOUND', 'a suspended performer');
  await refused(t, one({ streamId: demoTicketedStreamId }), 'NOT_FOUND', 'and what they showed');
  await stack.query('UPDATE account SET disabled_at = NULL, disabled_reason = NULL WHERE id = $1', [demoNovaId]);
});

t.test('Without a token that counts', async (t) => {
  const anyone = new ApiClient(stack);
  const body = JSON.stringify({ ...to, amount: 1 });
  await refused(t, [anyone, body], 'UNAUTHENTICATED', 'none');
  for (const [what, token] of Object.entries(badTokens(stack.secret))) {
    await refused(t, [anyone, body, { authorization: `Bearer ${token}` }], 'UNAUTHENTICATED', what);
  }
});

t.test('Without a key that is one', async (t) => {
  const body = JSON.stringify({ ...to, amount: 1 });
  for (const key of ['', ' ', 'with space', 'x'.repeat(201), 'kéy']) {
    await refused(t, [viewer, body, { 'idempotency-key': key }], 'VALIDATION_FAILED', `“${key.slice(0, 10)}”`);
  }
  const before = await moneyState(stack);
  const answer = await viewer.json('POST', path, { ...to, amount: 1 });
  t.match(answer.body, { error: 'VALIDATION_FAILED' }, 'none');
  t.equal(await moneyState(stack), before);
});

t.test('Shut out, silenced, on a break, over one’s limit, in words that may not be', async (t) => {
  const fanId = '01900000-0000-7000-8000-000000000003';
  const body = JSON.stringify({ ...to, amount: 10 });
  const words = JSON.stringify({ ...to, amount: 10, message: 'a few words' });
  const sanction = (kind: string, until: string | null) =>
    stack.query(
      `INSERT INTO channel_sanction (performer_id, user_id, kind, until, by_id, at) VALUES ($1, $2, $3, $4, $1, now())
       ON CONFLICT (performer_id, user_id) DO UPDATE SET kind = excluded.kind, until = excluded.until`,
      [demoPerformerId, fanId, kind, until],
    );
  await sanction('ban', null);
  await refused(t, [fan, body], 'BANNED', 'shut out of the channel');
  await refused(t, [fan, JSON.stringify({ creatorId: demoPerformerId, amount: 10 })], 'BANNED', 'of the performer too');
  await sanction('timeout', new Date(Date.now() + 3_600_000).toISOString());
  await refused(t, [fan, words], 'TIMED_OUT_OF_CHAT', 'silenced, with words');
  await stack.query('DELETE FROM channel_sanction');
  await refused(
    t,
    [fan, JSON.stringify({ ...to, amount: 10, message: 'I will kill you' })],
    'CONTENT_BLOCKED',
    'a threat',
  );
  const limit = (columns: string) =>
    stack.query(
      `INSERT INTO spending_limit (viewer_id, day_tokens, cool_off_until, excluded_until, updated_at) VALUES ($1, ${columns}, now())
       ON CONFLICT (viewer_id) DO UPDATE SET day_tokens = excluded.day_tokens, cool_off_until = excluded.cool_off_until,
         excluded_until = excluded.excluded_until`,
      [fanId],
    );
  await limit('9, NULL, NULL');
  t.match(await refused(t, [fan, body], 'SPENDING_LIMIT', 'over a limit'), {
    why: 'limit',
    period: 'day',
    limit: '9',
    spent: '0',
  });
  await limit(`NULL, now() + interval '1 hour', NULL`);
  t.match(await refused(t, [fan, body], 'SPENDING_LIMIT', 'a break'), { why: 'cool_off', until: /Z$/ });
  await limit(`NULL, NULL, now() + interval '1 year'`);
  t.match(await refused(t, [fan, body], 'SPENDING_LIMIT', 'excluded'), { why: 'excluded', until: /Z$/ });
  await stack.query('DELETE FROM spending_limit');
});

t.test('A key that was refused may succeed later; one that succeeded is no other tip', async (t) => {
  const key = { 'idempotency-key': newId() };
  await refused(t, [viewer, JSON.stringify({ ...to, amount: 10_000 }), key], 'INSUFFICIENT_FUNDS', 'too much');
  const first = await ask(viewer, JSON.stringify({ ...to, amount: 10 }), key);
  t.match(first, { status: 201, body: { wallet: { balance: '4990' } } });
  t.equal(first.headers['idempotency-replayed'], undefined);
  await refused(t, [viewer, JSON.stringify({ ...to, amount: 11 }), key], 'IDEMPOTENCY_CONFLICT', 'another amount');
  await refused(
    t,
    [viewer, JSON.stringify({ creatorId: demoNovaId, amount: 10 }), key],
    'IDEMPOTENCY_CONFLICT',
    'another target',
  );
  const before = await moneyState(stack);
  const again = await ask(viewer, JSON.stringify({ amount: 10, ...to }), key);
  t.match(again, { status: 201, headers: { 'idempotency-replayed': 'true' } });
  t.same(again.body, first.body, 'the same, whatever the order of its fields');
  t.equal(await moneyState(stack), before);
});

t.test('Of two who spend the last tokens at two servers, one does', async (t) => {
  const { id } = await somebody('last', 10);
  const [here, there] = await Promise.all([stack, stack.other].map((at) => signedIn(at, 'last')));
  const answers = await Promise.all(
    [here, there].map((who) => ask(who ?? viewer, JSON.stringify({ ...to, amount: 10 }))),
  );
  t.same(answers.map(({ status }) => status).toSorted(), [201, 402]);
  const [row] = await stack.query('SELECT count(*)::int AS tips FROM tip WHERE viewer_id = $1', [id]);
  t.same(row, { tips: 1 });
});

t.test('Ten a second and a person, and no more', async (t) => {
  await somebody('quick', 100);
  const who = await signedIn(stack.other, 'quick');
  const answers = await Promise.all(Array.from({ length: 30 }, () => ask(who, JSON.stringify({ ...to, amount: 1 }))));
  const passed = answers.filter(({ status }) => status === 201).length;
  t.ok(passed >= 10 && passed < 30, `${passed} passed`);
  const limited = answers.find(({ status }) => status === 429);
  t.match(limited?.body, { error: 'RATE_LIMITED', retryAfterSeconds: 1 });
});

/** Somebody with so many tokens who signs in like the cast. */
async function somebody(name: string, tokens: number): Promise<{ id: string }> {
  const id = newId();
  await stack.query(
    `INSERT INTO account (id, email, display_name, handle, password_hash, roles, created_at, email_verified_at, adult_method, adult_at)
     SELECT $1, $2::text || '@busker.example', $2, $2, password_hash, '{viewer}', now(), now(), 'operator', now()
     FROM account WHERE email = 'viewer@busker.example'`,
    [id, name],
  );
  await fillPurses(stack, [id], tokens);
  return { id };
}

async function signedIn(at: { readonly port: number }, name: string): Promise<ApiClient> {
  const who = new ApiClient(at);
  await who.login(name);
  return who;
}

t.test(
  'A wallet that is not to be had for longer than a statement may take: later, and nothing happened',
  async (t) => {
    const client = new pg.Client({ connectionString: stack.databaseUrl });
    await client.connect();
    const [row] = await stack.query<{ id: string }>(`SELECT id FROM account WHERE email = 'viewer@busker.example'`);
    await client.query(`BEGIN; SELECT ledger.take_wallets(ARRAY['${row?.id}']::uuid[], true)`);
    const headers = { 'idempotency-key': newId() };
    const body = JSON.stringify({ ...to, amount: 1 });
    const before = await moneyState(stack);
    const answer = await ask(viewer, body, headers);
    t.match(answer, {
      status: 503,
      body: { error: 'OVERLOADED', retryAfterSeconds: 5 },
      headers: { 'retry-after': '5' },
    });
    t.equal(await moneyState(stack), before);
    t.match(await viewer.raw('GET', '/readyz'), { status: 200 }, 'the database does not count as down');
    await client.query('COMMIT');
    await client.end();
    t.match(await ask(viewer, body, headers), { status: 201 }, 'the same again is taken then');
  },
);
